import { knownCapabilities, knownCodes, knownPrograms, knownUnits, knownWords } from './known-words.ts';

/** Stands for everything that is not told. */
const GAP = '…';
/** Servers put what they speak of in quotation marks. */
const QUOTED = /"[^"]*"?|`[^`']*['`]?|“[^”]*”?|«[^»]*»?|<[^>]*>?|(?<=^|\s)'[^']*'?/g;
const EDGES = /^[([{<*.,:;!?'-]*|[)\]}>.,:;!?'-]*$/g;

/** A server's words with everything left out that not every server says: addresses, hosts, names, numbers without a unit. */
export function redactServerText(text: string): string {
  const tokens = text.slice(0, 2_000).replace(QUOTED, GAP).split(/\s+/);
  const told = tokens.map((token, index) => {
    const core = token.replace(EDGES, '');
    const next = (tokens[index + 1] ?? '').replace(EDGES, '').toLowerCase();
    if (/^\d{1,9}$/.test(core)) return knownUnits.has(next) ? token : GAP;
    return core === '' || isKnown(core.toLowerCase()) ? token.replaceAll(/[^\w\s.,:;!?()[\]'-]/g, '') : GAP;
  });
  return told.filter((token, index) => token !== '' && !(token === GAP && told[index - 1] === GAP)).join(' ');
}

function isKnown(word: string): boolean {
  return knownWords.has(word) || word.split(/[-/]/).every((part) => knownWords.has(part));
}

/** A code of a response or a connection, where it is one that everybody knows. */
export function redactCode(code: string): string {
  return knownCodes.has(code.toUpperCase()) ? code.toUpperCase() : 'another code';
}

/** The capabilities everybody knows, in order, and how many others there are. */
export function redactCapabilities(capabilities: ReadonlySet<string>): string {
  const told = [...capabilities].map((one) => one.toUpperCase()).filter(isKnownCapability);
  const others = capabilities.size - told.length;
  return [...told.toSorted(), ...(others > 0 ? [`${String(others)} others`] : [])].join(' ');
}

/** What follows `=` may be told where it is a known name itself, or the number that this capability has. */
function isKnownCapability(capability: string): boolean {
  if (knownCapabilities.has(capability)) return true;
  const [name = '', value = ''] = capability.split('=');
  if (!knownCapabilities.has(name)) return false;
  return knownValues.has(value) || (numbered.has(name) && /^\d{1,10}$/.test(value));
}

const numbered: ReadonlySet<string> = new Set(['APPENDLIMIT', 'MESSAGELIMIT', 'SAVELIMIT', 'I18NLEVEL']);
const knownValues: ReadonlySet<string> = new Set(
  `PLAIN LOGIN XOAUTH XOAUTH2 OAUTHBEARER CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256 GSSAPI NTLM EXTERNAL ANONYMOUS PLAIN-CLIENTTOKEN
  DEFLATE ACCEPT ONLY ORDEREDSUBJECT REFERENCES REFS SIZE FUZZY DISPLAY SEARCH SORT STORAGE MESSAGE RES-STORAGE RES-MESSAGE`.split(
    /\s+/,
  ),
);

/** Which program a server is, by what it calls itself, with its version. */
export function redactServerName(name: string | null): string {
  if (name === null) return 'not told';
  const program = name.match(/[a-z]+/gi)?.find((word) => knownPrograms.has(word.toLowerCase()));
  if (program === undefined) return 'another program';
  const version = /\b\d{1,3}(?:\.\d{1,4}){1,3}\b/.exec(name)?.[0];
  // Four numbers below 256 may be an address.
  const isAddress = version !== undefined && version.split('.').length === 4;
  return version === undefined || isAddress ? program : `${program} ${version}`;
}
