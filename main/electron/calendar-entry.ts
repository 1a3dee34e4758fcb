import { dayName } from './day-name.ts';

/** A reminder for one day. */
export interface Reminder {
  readonly title: string;
  readonly text: string;
  /** Some moment of that day, here; milliseconds since 1970. */
  readonly at: number;
  /** Of the entry, so that a calendar that gets it twice has it once. */
  readonly uid: string;
  /** When it is written; milliseconds since 1970. */
  readonly now: number;
}

/** One all-day entry with an alarm at nine in the morning, as RFC 5545 writes it. */
export function calendarEntry({ title, text, at, uid, now }: Reminder): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Homing//Homing//EN',
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`,
    `DTSTART;VALUE=DATE:${dayName(at).replaceAll('-', '')}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(text)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    'TRIGGER:PT9H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** RFC 5545 3.3.11; control characters are not allowed at all. */
function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}

/** RFC 5545 3.1: at most 75 octets a line, the break not inside a character. */
function fold(line: string): string {
  const longest = 75;
  let folded = '';
  let octets = 0;
  for (const sign of line) {
    const more = Buffer.byteLength(sign);
    if (octets + more > longest) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += sign;
    octets += more;
  }
  return folded;
}
