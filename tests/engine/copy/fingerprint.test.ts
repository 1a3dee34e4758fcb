import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf, fingerprintOf, isStrong, looseDigestOf } from '../../../main/engine/copy/fingerprint.ts';

const message = (header: string, body = 'text'): Buffer => Buffer.from(`${header}\r\n\r\n${body}\r\n`, 'latin1');
const plain =
  'Message-ID: <1@example.org>\r\nDate: Wed, 17 Jul 1996 02:23:25 -0700\r\nFrom: a@example.org\r\nSubject: Hello you';

test('a whole message and the fields a server picks from it have one fingerprint', () => {
  const fields = Buffer.from(`${plain}\r\n\r\n`);
  expect(fingerprintOf(message(`Received: by somebody\r\n${plain}\r\nX-Other: y`))).toEqual(fingerprintOf(fields));
});

test.each([
  ['folded lines', plain.replace('Hello you', 'Hello\r\n you')],
  ['other case and order', plain.replace('Message-ID', 'MESSAGE-id').split('\r\n').toReversed().join('\r\n')],
  ['bare LF', plain.replaceAll('\r\n', '\n')],
  ['a doubled CR', plain.replaceAll('\r\n', '\r\r\n')],
  ['8-bit bytes a server shows otherwise', plain.replace('Hello you', 'Hello \xe9you')],
  ['NUL', plain.replace('Hello you', 'Hello \0you')],
  ['X, which Cyrus writes for an 8-bit byte', plain.replace('Hello you', 'Hello Xyou')],
])('%s do not change it', (_, header) => {
  expect(fingerprintOf(message(header))).toEqual(fingerprintOf(message(plain)));
});

test.each(['Message-ID: <1', 'Date: Wed', 'From: a', 'Subject: Hello'])('another %s is another message', (start) => {
  expect(fingerprintOf(message(plain.replace(start, `${start}x`)))).not.toEqual(fingerprintOf(message(plain)));
});

test('a header line in the body is no header', () => {
  expect(fingerprintOf(message(plain, 'Subject: in the body'))).toEqual(fingerprintOf(message(plain)));
});

test('only a Message-ID makes it strong', () => {
  expect(isStrong(fingerprintOf(message(plain)))).toBe(true);
  expect(isStrong(fingerprintOf(message(plain.replace('Message-ID', 'X-ID'))))).toBe(false);
  expect(isStrong(fingerprintOf(message(plain.replace('<1@example.org>', ''))))).toBe(false);
  expect(isStrong(fingerprintOf(Buffer.alloc(0)))).toBe(false);
});

test('any bytes have a fingerprint of 16 bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(fingerprintOf(Buffer.from(bytes))).toHaveLength(16);
    }),
  );
});

test('the loose digest overlooks what servers change on storing, and nothing else', () => {
  const original = Buffer.from('a\r\r\nb\0c\r\nd\r', 'latin1');
  expect(looseDigestOf(original)).toEqual(looseDigestOf(Buffer.from('a\r\nb\x80c\r\nd\r\n\r\n', 'latin1')));
  expect(looseDigestOf(original)).not.toEqual(looseDigestOf(Buffer.from('a\r\nb\x80c\r\ne\r\n', 'latin1')));
  expect(digestOf(original)).not.toEqual(digestOf(Buffer.from('a\r\nb\x80c\r\nd\r\n', 'latin1')));
});

test('the loose digest takes what Cyrus makes of 8-bit bytes in a header for those bytes, but not in a body', () => {
  const original = Buffer.from('Subject: caf\xe9\r\n\r\ncaf\xe9\r\n', 'latin1');
  expect(looseDigestOf(original)).toEqual(looseDigestOf(Buffer.from('Subject: cafX\r\n\r\ncaf\xe9\r\n', 'latin1')));
  expect(looseDigestOf(original)).not.toEqual(looseDigestOf(Buffer.from('Subject: cafX\r\n\r\ncafX\r\n', 'latin1')));
  expect(looseDigestOf(Buffer.from('\r\n\xe9', 'latin1'))).not.toEqual(looseDigestOf(Buffer.from('\r\nX', 'latin1')));
});
