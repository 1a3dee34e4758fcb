import { BOTH, inGroup, type Kind } from './kind.ts';
import type { Piece, Response } from './response.ts';

const inLines = inGroup('lines');

const QUOTED = /("(?:[^"\\]|\\.)*")/;
const KEYWORDS =
  /\b(?:LIST|LSUB|STATUS|SEARCH|FLAGS|EXISTS|RECENT|EXPUNGE|FETCH|CAPABILITY|UID|INTERNALDATE|RFC822\.SIZE|OK|NO|BAD|UIDNEXT|UIDVALIDITY|MESSAGES|PERMANENTFLAGS|APPENDUID|BODY|READ-ONLY|READ-WRITE)\b/g;

/** Rewrites text, but for quoted strings and literals. */
function rewrite(change: (text: string) => string): (response: Response) => Response {
  return (response) => response.map((piece) => (typeof piece === 'string' ? outsideQuotes(piece, change) : piece));
}

function outsideQuotes(text: string, change: (text: string) => string): string {
  const parts = text.split(QUOTED);
  return parts.map((part, index) => (index % 2 === 1 ? part : change(part))).join('');
}

/** Rewrites a line without literals. */
function rewriteLine(change: (line: string) => string): (response: Response) => Response {
  return (response) => {
    const [only] = response;
    return response.length === 1 && typeof only === 'string' ? [change(only)] : response;
  };
}

function addToEnd(response: Response, text: string): readonly Piece[] {
  const last = response.at(-1);
  return typeof last === 'string' ? [...response.slice(0, -1), last + text] : response;
}

/** How responses are written. */
export const lineKinds: readonly Kind[] = [
  // DavMail: `*  522 EXISTS`.
  inLines('two spaces after the star', BOTH, 'all', () => ({
    words: 'two spaces after each *',
    wire: rewriteLine((line) => line.replace(/^\* (?=\d)/, '*  ')),
  })),
  // DavMail: `FLAGS (\Seen)  BODY[]` and `(UID 5 )`.
  inLines('two spaces between FETCH items', BOTH, 'all', () => ({
    words: 'two spaces between FETCH items',
    wire: (response) =>
      isFetch(response)
        ? rewrite((text) => text.replaceAll(/ (?=UID|FLAGS|INTERNALDATE|RFC822|BODY)/g, '  '))(response)
        : response,
  })),
  inLines('spaces inside of parentheses', BOTH, 'all', () => ({
    words: 'FETCH as ( UID 5 )',
    wire: (response) => (isFetch(response) ? spaced(response) : response),
  })),
  // Small servers written by hand; RFC 9051 9 says that case does not count.
  inLines('keywords in lower case', BOTH, 'all', () => ({
    words: 'keywords in lower case',
    wire: rewrite((text) => text.replaceAll(KEYWORDS, (word) => word.toLowerCase())),
  })),
  // Exchange and others end status responses with the code.
  inLines('status responses without a text', BOTH, 'all', () => ({
    words: 'status responses without a text',
    wire: rewriteLine((line) => line.replace(/^(\S+ (?:OK|NO|BAD)(?: \[[^\]]*\])?) .*$/, '$1')),
  })),
  inLines('a bare + as continuation', BOTH, 'all', () => ({
    words: 'continuations without a space, no LITERAL+',
    capabilities: (offered) => offered.filter((one) => one !== 'LITERAL+' && one !== 'SASL-IR'),
    wire: rewriteLine((line) => line.replace(/^\+ .*$/, '+')),
  })),
  inLines('spaces at the end of lines', BOTH, 'all', () => ({
    words: 'a space before each CRLF',
    wire: (response) => addToEnd(response, ' '),
  })),
];

function isFetch([first]: Response): boolean {
  return typeof first === 'string' && /^\* \d+ FETCH /.test(first);
}

function spaced(response: Response): Response {
  const opened = response.map((piece, index) =>
    index === 0 && typeof piece === 'string' ? piece.replace('(', '( ') : piece,
  );
  const last = opened.at(-1);
  return typeof last === 'string' ? [...opened.slice(0, -1), last.replace(/\)$/, ' )')] : opened;
}
