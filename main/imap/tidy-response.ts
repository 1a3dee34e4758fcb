/** How nearly every response begins; these need no second look. */
const TIDY = /^(?:\* \d{1,10} [A-Z]+ ?[^ \t]|\* [A-Z]+ [^ \t]|[A-Za-z0-9]+ (?:OK|NO|BAD) [^ \t])/;
/** Tag, number and keyword, however they are spaced and spelled. */
const HEAD =
  /^\0*(\*|[A-Za-z0-9.]+)[ \t]*(?:(?<=\*[ \t]*)(\d{1,10})[ \t]+)?(?<=[ \t*])([A-Za-z]+)(?![A-Za-z0-9-])[ \t]*/;
const LONGEST_HEAD = 80;

/**
 * The beginning of a response as RFC 9051 writes it: one space between tag, number and keyword, the keyword in upper case. Some servers
 * send several spaces or a tab there (DavMail: `*  522 EXISTS`), and a line that is not understood would be as good as not sent.
 * What follows the keyword stays as it is.
 */
export function tidyResponse(payload: Buffer): Buffer {
  const head = payload.toString('latin1', 0, LONGEST_HEAD);
  if (TIDY.test(head)) return payload;
  const found = HEAD.exec(head);
  if (!found) return payload;
  const [untidy, tag = '*', number, keyword = ''] = found;
  const tidy = [tag, ...(number === undefined ? [] : [number]), keyword.toUpperCase()].join(' ');
  const rest = payload.subarray(untidy.length);
  return Buffer.concat([Buffer.from(rest.length > 0 ? `${tidy} ` : tidy, 'latin1'), rest]);
}
