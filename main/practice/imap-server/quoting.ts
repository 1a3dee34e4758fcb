/** A string of a response, one character per byte: quoted, or as literal where quoting is not possible. */
export function quote(text: string): string {
  if (/[\0\r\n\u0080-\u00ff]/.test(text) || text.length > 1_000) return `{${String(text.length)}}\r\n${text}`;
  return quoteUtf8(text);
}

/** A quoted string that may hold UTF-8 (RFC 6855 3). */
export function quoteUtf8(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Like {@link quote}, NIL for null. */
export function quoteOrNil(text: string | null): string {
  return text === null ? 'NIL' : quote(text);
}

/** Unicode to UTF-8 with one character per byte. */
export function toByteText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
