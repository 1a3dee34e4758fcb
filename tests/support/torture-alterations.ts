import type { TortureMessage } from './torture-messages.ts';

/**
 * What a real Dovecot 2.3 does to the corpus, measured with Maildir and mdbox alike; support-tests/torture-corpus.test.ts
 * measures it again.
 */

/** Messages whose Maildir file Dovecot serves with other bytes than are in it. Nobody can copy what is not served. */
export const servedOtherwise: readonly string[] = [
  'nul-in-body', // NUL becomes 0x80: RFC 9051 allows no NUL in a literal
  'nul-in-header',
  'bare-lf', // every line ends in CRLF on the wire
  'only-lf',
];

/** Messages that Dovecot serves from a Maildir but stores otherwise when they are appended. */
export const alteredOnStoring: Readonly<Record<string, 'content' | 'date'>> = {
  'cr-cr-lf': 'content', // becomes CR LF
  'final-bare-cr': 'content', // is dropped
  'date-future': 'date', // becomes the time of the APPEND
};

/** Bytes Dovecot serves for a message lying in a Maildir file with these bytes. */
export function servedBytes(bytes: Buffer): Buffer {
  if (!bytes.includes(0) && !/(^|[^\r])\n/.test(bytes.toString('latin1'))) return bytes;
  const text = bytes.toString('latin1').replaceAll('\0', '\x80');
  return Buffer.from(text.replace(/(^|[^\r])(?=\n)/g, '$1\r'), 'latin1');
}

/** Bytes Dovecot serves for a message that was appended with these bytes. */
export function storedBytes(bytes: Buffer): Buffer {
  const served = servedBytes(bytes);
  if (!served.includes('\r\r\n') && served.at(-1) !== 13) return served;
  const text = served.toString('latin1').replaceAll('\r\r\n', '\r\n');
  return Buffer.from(text.endsWith('\r') ? text.slice(0, -1) : text, 'latin1');
}

/** Whether only a file in the Maildir brings this message into a Dovecot as it is. */
export function needsFile(message: TortureMessage): boolean {
  return message.name in alteredOnStoring;
}
