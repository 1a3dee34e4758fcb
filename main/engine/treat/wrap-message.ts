import { createHash } from 'node:crypto';
import { encodedWords } from './encoded-words.ts';
import { endOfHeader } from './end-of-header.ts';
import { isAscii } from './find-flaw.ts';

/** The fields people find a message by, and programs its thread. */
const KEPT = ['From', 'To', 'Cc', 'Date', 'Subject', 'Message-ID', 'In-Reply-To', 'References'] as const;
const LONGEST_FIELD = 900;

/** In both languages always: what is made of a message must not depend on who looks. */
const NOTE = [
  'The new mail server did not take this message as it was. Homing put it, unchanged, into the attached file original.eml.',
  "Le nouveau serveur n'a pas accepté ce message tel quel. Homing l'a joint, inchangé, dans le fichier original.eml.",
].join('\r\n\r\n');

/**
 * A small message that servers take, with the original as an attachment, octet for octet (base64, since `message/rfc822` may not be
 * encoded: RFC 2046 5.2.1). Always the same for the same message, and its header tells the original's SHA-256.
 */
export function wrapMessage(original: Buffer): Buffer {
  const digest = createHash('sha256').update(original).digest('hex');
  const boundary = `homing-${digest.slice(0, 32)}`;
  const head = [
    ...keptFields(original),
    `X-Homing-Original-SHA256: ${digest}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    inLines(Buffer.from(`${NOTE}\r\n`).toString('base64')),
    `--${boundary}`,
    'Content-Type: application/octet-stream; name="original.eml"',
    'Content-Disposition: attachment; filename="original.eml"',
    'Content-Transfer-Encoding: base64',
    '',
    inLines(original.toString('base64')),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(head.join('\r\n'), 'latin1');
}

function inLines(base64: string): string {
  return base64.replace(/.{76}(?=.)/gu, '$&\r\n');
}

/** The first of each, in ASCII and on short lines; a field that makes no sense is left to the attachment. */
function keptFields(original: Buffer): readonly string[] {
  const end = endOfHeader(original);
  const header = (end === 0 ? original : original.subarray(0, end)).toString('latin1').replaceAll('\0', '');
  const unfolded = header.replace(/\r\n|\r|\n/gu, '\n').replace(/\n[ \t]+/gu, ' ');
  const lines = unfolded.split('\n');
  const fields = KEPT.flatMap((name) => {
    const line = lines.find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    const value = line?.slice(name.length + 1).trim() ?? '';
    return value === '' || value.length > LONGEST_FIELD ? [] : [`${name}: ${inAscii(value)}`];
  });
  // Servers want these two (RFC 5322 3.6).
  const has = (name: string): boolean => fields.some((field) => field.startsWith(`${name}:`));
  return [
    ...(has('From') ? [] : ['From: Homing <homing@homing.invalid>']),
    ...(has('Date') ? [] : ['Date: Thu, 1 Jan 1970 00:00:00 +0000']),
    ...fields,
  ];
}

function inAscii(value: string): string {
  return isAscii(value) ? value : encodedWords(Buffer.from(value, 'latin1'));
}
