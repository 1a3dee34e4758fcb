import { describe, expect, it } from 'vitest';
import type { MessageFlaw } from '../../../shared/model/problem.ts';
import { findFlaw } from '../../../main/engine/treat/find-flaw.ts';
import { repairMessage } from '../../../main/engine/treat/repair-message.ts';
import { wrapMessage } from '../../../main/engine/treat/wrap-message.ts';

const head = 'From: ada@example.org\r\nSubject: Plain\r\n\r\n';

/** What is wrong, and what it becomes. */
const flawed: readonly (readonly [string, MessageFlaw, string | Buffer, string])[] = [
  ['a NUL', 'nul', `${head}a\0b\r\n`, `${head}a b\r\n`],
  ['bare LFs', 'line-ends', head.replaceAll('\r', '') + 'a\nb\n', `${head}a\r\nb\r\n`],
  ['a bare CR', 'line-ends', `${head}a\rb\r\n`, `${head}a\r\nb\r\n`],
  [
    'a line too long',
    'long-lines',
    `${head}${'word '.repeat(300)}\r\n`,
    `${head}${'word '.repeat(199)}\r\n${'word '.repeat(101)}\r\n`,
  ],
  [
    'a line too long without spaces',
    'long-lines',
    `${head}${'x'.repeat(1_500)}`,
    `${head}${'x'.repeat(998)}\r\n${'x'.repeat(502)}`,
  ],
  [
    'a field too long',
    'long-lines',
    `To: ${'ada@example.org, '.repeat(80)}\r\n\r\n`,
    `To: ${'ada@example.org, '.repeat(58).trimEnd()}\r\n ${'ada@example.org, '.repeat(22)}\r\n\r\n`,
  ],
  [
    'the separator of an mbox',
    'header',
    `From ada Mon Jan  1\r\n${head}text`,
    `X-Homing-Unreadable: From ada Mon Jan  1\r\n${head}text`,
  ],
  [
    'a line that is no field',
    'header',
    'Subject: a\r\nnothing\r\n\r\nb',
    'Subject: a\r\nX-Homing-Unreadable: nothing\r\n\r\nb',
  ],
  ['UTF-8 in the header', 'header', 'Subject: Grüße\r\n\r\nb', 'Subject: =?utf-8?B?R3LDvMOfZQ==?=\r\n\r\nb'],
  [
    'ISO 8859-1 in the header',
    'header',
    Buffer.from('Subject: Gr\u00fc\u00dfe\r\n\r\nb', 'latin1'),
    'Subject: =?utf-8?B?R3LDvMOfZQ==?=\r\n\r\nb',
  ],
  ['no header', 'header', 'only text\r\n', 'X-Homing-Unreadable: this message had no header\r\n\r\nonly text\r\n'],
  ['an empty header', 'header', '\r\ntext', 'X-Homing-Unreadable: this message had no header\r\n\r\ntext'],
];

describe('a message with', () => {
  it.each(flawed)('%s is seen as %s, and repaired', (_name, flaw, message, repaired) => {
    const body = Buffer.from(message);
    expect(findFlaw(body, false)).toBe(flaw);
    expect(repairMessage(body)?.toString()).toBe(repaired);
  });

  it('nothing wrong is left alone', () => {
    const body = Buffer.from(`${head}text\r\n`);
    expect(findFlaw(body, false)).toBe('other');
    expect(repairMessage(body)).toBeNull();
    expect(findFlaw(body, true)).toBe('too-large');
  });

  it('8 bit in its body is nothing wrong', () => {
    expect(findFlaw(Buffer.from(`${head}Grüße\r\n`), false)).toBe('other');
  });

  it('a break never falls into a character', () => {
    const repaired = repairMessage(Buffer.from(`${head}x${'é'.repeat(700)}`));
    expect(repaired?.toString('utf8')).toBe(`${head}x${'é'.repeat(498)}\r\n${'é'.repeat(202)}`);
  });
});

describe('a wrapped message', () => {
  it('is found by what the original was found by', () => {
    const original =
      'From: ada@example.org\nSubject: =?utf-8?Q?Gr=C3=BC?=\n  more\nMessage-ID: <1@x>\nDate: Mon, 1 Jan 2001 00:00:00 +0000\n\na\0b';
    const [header = ''] = wrapMessage(Buffer.from(original)).toString().split('\r\n\r\n');
    expect(header.split('\r\n').slice(0, 4)).toEqual([
      'From: ada@example.org',
      'Date: Mon, 1 Jan 2001 00:00:00 +0000',
      'Subject: =?utf-8?Q?Gr=C3=BC?= more',
      'Message-ID: <1@x>',
    ]);
  });

  it('has a sender and a date where the original had none', () => {
    const text = wrapMessage(Buffer.from('\0')).toString();
    expect(text).toMatch(/^From: Homing <homing@homing\.invalid>\r\nDate: Thu, 1 Jan 1970 00:00:00 \+0000\r\n/u);
  });
});
