import { tokenText, tokenTexts, type Token } from './raw-imap-responses.ts';

/** One fetched message. */
export interface RawMessage {
  readonly uid: number;
  readonly flags: readonly string[];
  /** INTERNALDATE as sent. */
  readonly internalDate: string;
  /** The same instant in seconds since 1970. */
  readonly epoch: number;
  /** RFC822.SIZE as the server claims it. */
  readonly size: number;
  readonly body: Buffer;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Seconds since 1970 of an IMAP date-time (RFC 9051 section 9). */
export function epochOf(date: string): number {
  const found = /^\s*(\d+)-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(date);
  if (!found) throw new Error(`not an IMAP date: ${date}`);
  const [, day, month = '', year, hour, minute, second, sign, zoneHours, zoneMinutes] = found;
  const local = Date.UTC(
    Number(year),
    months.indexOf(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  return local / 1000 - zone * 60;
}

/** An IMAP date-time in UTC for seconds since 1970. */
export function imapDate(epoch: number): string {
  const iso = new Date(epoch * 1000).toISOString();
  const month = months[Number(iso.slice(5, 7)) - 1] ?? '';
  return `${iso.slice(8, 10)}-${month}-${iso.slice(0, 4)} ${iso.slice(11, 19)} +0000`;
}

/** The message in one FETCH response's list of attributes. */
export function readMessage(attributes: Token | undefined): RawMessage {
  const list = Array.isArray(attributes) ? attributes : [];
  const value = (name: string): Token | undefined => {
    const at = list.findIndex((token, index) => index % 2 === 0 && tokenText(token) === name);
    return at < 0 ? undefined : list[at + 1];
  };
  const body = value('BODY[]');
  const internalDate = tokenText(value('INTERNALDATE'));
  return {
    uid: Number(tokenText(value('UID'))),
    flags: tokenTexts(value('FLAGS')),
    internalDate,
    epoch: internalDate === '' ? Number.NaN : epochOf(internalDate),
    size: Number(tokenText(value('RFC822.SIZE'))),
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}
