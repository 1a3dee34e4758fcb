import { encodedWords } from './encoded-words.ts';
import { endOfHeader } from './end-of-header.ts';
import { hasBareLineEnd, isAscii, isFieldLine, longestLine } from './find-flaw.ts';

const NUL = 0x00;
const SPACE = 0x20;
const CR = 0x0d;

/**
 * The least that makes a message one that RFC 5322 allows: NUL becomes a space, a bare CR or LF a CRLF, a line in the header that is no
 * field becomes one (`X-Homing-Unreadable:`), letters beyond ASCII in the header become encoded words, and longer lines than 998 octets
 * are broken, where there is a space if possible. Always the same for the same message.
 * @returns null where there is nothing to repair
 */
export function repairMessage(original: Buffer): Buffer | null {
  const clean = withHeader(withLineEnds(withoutNul(original)));
  const end = endOfHeader(clean);
  const repaired = Buffer.concat([repairHeader(clean.subarray(0, end)), breakLines(clean.subarray(end), longestLine)]);
  return repaired.equals(original) ? null : repaired;
}

/** What has no field at all is a body that lost its header. */
function withHeader(message: Buffer): Buffer {
  const lines = message.subarray(0, endOfHeader(message)).toString('latin1').split('\r\n');
  if (lines.some((line) => isFieldLine(line, true))) return message;
  const gap = message[0] === CR ? '' : '\r\n';
  return Buffer.concat([Buffer.from(`X-Homing-Unreadable: this message had no header\r\n${gap}`), message]);
}

function withoutNul(body: Buffer): Buffer {
  if (!body.includes(NUL)) return body;
  const copy = Buffer.from(body);
  for (let at = copy.indexOf(NUL); at >= 0; at = copy.indexOf(NUL, at + 1)) copy[at] = SPACE;
  return copy;
}

function withLineEnds(body: Buffer): Buffer {
  if (!hasBareLineEnd(body)) return body;
  return Buffer.from(body.toString('latin1').replace(/\r\n|\r|\n/gu, '\r\n'), 'latin1');
}

function repairHeader(header: Buffer): Buffer {
  const lines = header.toString('latin1').split('\r\n');
  const ending = lines.at(-1) === '' ? lines.pop() : undefined;
  const repaired = lines.map((line, index) => foldLine(inAscii(asField(line, index === 0))));
  return Buffer.from([...repaired, ...(ending === undefined ? [] : [ending])].join('\r\n'), 'latin1');
}

function asField(line: string, isFirst: boolean): string {
  return line === '' || isFieldLine(line, isFirst) ? line : `X-Homing-Unreadable: ${line.trimStart()}`;
}

function inAscii(line: string): string {
  if (isAscii(line)) return line;
  const [, name = '', value = ''] = /^([\x21-\x39\x3b-\x7e]+[ \t]*:[ \t]*|[ \t]+)(.*)$/su.exec(line) ?? ['', '', line];
  return name + encodedWords(Buffer.from(value, 'latin1'));
}

/** Breaks a line of the header before a space, as RFC 5322 2.2.3 folds; one without a space stays. */
function foldLine(line: string): string {
  const folded: string[] = [];
  for (const part of line.split('\r\n')) {
    let rest = part;
    while (rest.length > longestLine) {
      const at = Math.max(rest.lastIndexOf(' ', longestLine), rest.lastIndexOf('\t', longestLine));
      if (at <= 0 || rest.slice(0, at).trim() === '') break;
      folded.push(rest.slice(0, at));
      rest = rest.slice(at);
    }
    folded.push(rest);
  }
  return folded.join('\r\n');
}

function breakLines(body: Buffer, longest: number): Buffer {
  const text = body.toString('latin1');
  const broken = text.replace(/[^\r\n]+/gu, (line) => (line.length <= longest ? line : breakLine(line, longest)));
  return broken === text ? body : Buffer.from(broken, 'latin1');
}

function breakLine(line: string, longest: number): string {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > longest) {
    const space = rest.lastIndexOf(' ', longest - 1);
    const at = space > longest / 2 ? space + 1 : beforeCharacter(rest, longest);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest].join('\r\n');
}

/** Not in the middle of a character of UTF-8, whose further octets are 80 to BF. */
function beforeCharacter(line: string, at: number): number {
  let place = at;
  while (place > at - 4 && /[\x80-\xbf]/u.test(line.charAt(place))) place -= 1;
  return place === at - 4 ? at : place;
}
