/** What a server says besides its answers: warnings, errors it can assign to no command, and what it wants people to read (RFC 9051 7.1). */
const REMARK = /^(?:\* (?:NO|BAD)(?: \[[^\]]*\])?|\S{1,40} (?:OK|NO|BAD) \[ALERT\]) ?([^\r\n]*)/i;
const LONGEST_REMARK = 1000;
const STAR = 0x2a;
/** First letters of NO, BAD and, with an ALERT, OK. */
const MAY_REMARK: ReadonlySet<number> = new Set(Buffer.from('NnBbOo'));

/** The words of a response that is a remark; null for any other. */
export function readRemark(payload: Buffer): string | null {
  // Nearly every response is data: a star, and then neither NO nor BAD.
  if (payload[0] === STAR && !MAY_REMARK.has(payload[2] ?? 0)) return null;
  const said = REMARK.exec(payload.toString('utf8', 0, LONGEST_REMARK + 200))?.[1]?.trim() ?? '';
  return said === '' ? null : said.slice(0, LONGEST_REMARK);
}
