import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeModifiedUtf7, encodeModifiedUtf7 } from '../../shared/modified-utf7.ts';

const pairs: readonly (readonly [string, string])[] = [
  ['', ''],
  ['INBOX', 'INBOX'],
  ['R&D', 'R&-D'],
  ['~peter/mail/台北/日本語', '~peter/mail/&U,BTFw-/&ZeVnLIqe-'], // RFC 3501 5.1.3
  ['Entwürfe', 'Entw&APw-rfe'],
  ['Отправленные', '&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-'],
  ['日&本', '&ZeU-&-&Zyw-'],
  ['😀', '&2D3eAA-'],
  ['a\tb', 'a&AAk-b'],
  ['-&-', '-&--'],
  ['\u007f', '&AH8-'],
];

describe('modified UTF-7', () => {
  it.each(pairs)('%j is %j on the wire', (text, raw) => {
    expect(encodeModifiedUtf7(text)).toBe(raw);
    expect(decodeModifiedUtf7(raw)).toBe(text);
  });

  it.each([
    ['a shift that does not end', 'Entw&APw'],
    ['an ampersand alone', 'R&D'],
    ['a printable character encoded', '&AEE-'],
    ['an encoded ampersand', '&ACY-'],
    ['a superfluous shift', '&U,BTFw-&ZeVnLIqe-'], // RFC 3501 names this one
    ['leftover bits', '&APz-'],
    ['too few bits', '&AP-'],
    ['standard BASE64', '&U/BTFw-'],
    ['padding', '&APw=-'],
    ['8-bit', 'Entwürfe'],
    ['a control character', 'a\tb'],
    ['a lone high surrogate', '&2D0-'],
    ['a lone low surrogate', '&3gA-'],
  ])('refuses %s', (_, raw) => {
    expect(decodeModifiedUtf7(raw)).toBeNull();
  });

  it('replaces a lone surrogate', () => {
    expect(decodeModifiedUtf7(encodeModifiedUtf7('a\ud83d'))).toBe('a\ufffd');
  });

  it('brings back every text, in printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const raw = encodeModifiedUtf7(text);
        expect(raw).toMatch(/^[ -~]*$/);
        expect(decodeModifiedUtf7(raw)).toBe(text);
      }),
    );
  });

  it('accepts nothing that it would write in another way', () => {
    const wire = fc.string({ unit: fc.constantFrom(...'&&--AEP2Dw3,+/=aé\t') });
    fc.assert(
      fc.property(wire, (raw) => {
        const text = decodeModifiedUtf7(raw);
        if (text !== null) expect(encodeModifiedUtf7(text)).toBe(raw);
      }),
      { numRuns: 2_000 },
    );
  });
});
