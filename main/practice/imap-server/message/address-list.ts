import { quoteOrNil } from '../quoting.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)|<[^>]*>|[,:;]|[^\s"(<,:;]+/g;

/** The addresses of a header field as ENVELOPE shows them (RFC 9051 7.5.2), groups included; NIL when there are none. */
export function addressList(value: string | null): string {
  const addresses: string[] = [];
  let words: string[] = [];
  let comment: string | null = null;
  const finish = (): void => {
    const address = formatAddress(words, comment);
    if (address !== null) addresses.push(address);
    words = [];
    comment = null;
  };
  for (const token of value?.match(TOKEN) ?? []) {
    if (token === ',') finish();
    else if (token === ':') {
      addresses.push(`(NIL NIL ${quoteOrNil(words.map(unquoted).join(' '))} NIL)`);
      words = [];
    } else if (token === ';') {
      finish();
      addresses.push('(NIL NIL NIL NIL)');
    } else if (token.startsWith('(')) comment = token.slice(1, -1);
    else words.push(token);
  }
  finish();
  return addresses.length === 0 ? 'NIL' : `(${addresses.join('')})`;
}

function formatAddress(words: readonly string[], comment: string | null): string | null {
  if (words.length === 0) return null;
  const angle = words.find((word) => word.startsWith('<'));
  const address = angle?.slice(1, -1) ?? words.join('');
  const name =
    angle === undefined
      ? comment
      : words
          .filter((word) => word !== angle)
          .map(unquoted)
          .join(' ');
  const at = address.lastIndexOf('@');
  const local = at === -1 ? address : address.slice(0, at);
  // A host must not be NIL, which would begin a group.
  const host = at === -1 ? '' : address.slice(at + 1);
  return `(${quoteOrNil(name === '' ? null : name)} NIL ${quoteOrNil(unquoted(local))} ${quoteOrNil(host)})`;
}

function unquoted(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word;
}
