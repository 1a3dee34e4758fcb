import type { MessageFlaw } from '../../../shared/model/problem.ts';
import { endOfHeader } from './end-of-header.ts';

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;
/** RFC 5322 2.1.1: characters of a line, without its CRLF. */
export const longestLine = 998;

/**
 * What about a message makes servers refuse it, the most certain first. `other`: nothing that is known.
 * @param isTooLarge whether the server said so; nothing in the message shows it
 */
export function findFlaw(body: Buffer, isTooLarge: boolean): MessageFlaw {
  if (isTooLarge) return 'too-large';
  if (body.includes(NUL)) return 'nul';
  if (hasBareLineEnd(body)) return 'line-ends';
  if (hasLongLine(body)) return 'long-lines';
  return hasBrokenHeader(body) ? 'header' : 'other';
}

/** A CR or LF that is not part of a CRLF, which RFC 5322 2.3 forbids. */
export function hasBareLineEnd(body: Buffer): boolean {
  for (let at = body.indexOf(LF); at >= 0; at = body.indexOf(LF, at + 1)) if (body[at - 1] !== CR) return true;
  for (let at = body.indexOf(CR); at >= 0; at = body.indexOf(CR, at + 1)) if (body[at + 1] !== LF) return true;
  return false;
}

function hasLongLine(body: Buffer): boolean {
  let start = 0;
  for (let at = body.indexOf(LF); at >= 0; at = body.indexOf(LF, at + 1)) {
    if (at - start > longestLine + 1) return true;
    start = at + 1;
  }
  return body.length - start > longestLine;
}

/** No header at all, a line in it that is no field (RFC 5322 2.2), or letters beyond ASCII in it. */
function hasBrokenHeader(body: Buffer): boolean {
  const header = body.subarray(0, endOfHeader(body)).toString('latin1');
  const lines = header.split('\r\n').filter((line) => line !== '');
  return lines.length === 0 || lines.some((line, index) => !isFieldLine(line, index === 0) || !isAscii(line));
}

/** A field, or the rest of a folded one. @param isFirst nothing is before it that could be folded */
export function isFieldLine(line: string, isFirst: boolean): boolean {
  return /^[\x21-\x39\x3b-\x7e]+[ \t]*:/u.test(line) || (!isFirst && /^[ \t]/u.test(line));
}

/** @param text one character for each octet */
export function isAscii(text: string): boolean {
  return /^[\x09\x20-\x7e]*$/u.test(text);
}
