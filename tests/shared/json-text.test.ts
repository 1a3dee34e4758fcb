import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from '../../shared/json-text.ts';

/** What a terminal obeys, or what turns, hides or breaks text. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test.each([
  '\u009b31m',
  '\u202egnp.exe',
  '\u2066x\u2069',
  '\u2028',
  '\u0085',
  '\u200f',
  '\ufeff',
  '\u{e0041}',
  '\u007f',
])('%j goes escaped, and is read as it was', (text) => {
  const line = jsonText({ text: `a${text}b` });
  expect(line).not.toMatch(HARMFUL);
  expect(JSON.parse(line)).toEqual({ text: `a${text}b` });
});

test('any value is read as it was, on one line or on many', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, space) => {
      const text = jsonText(value, space);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test('letters of every script stay as they are', () => {
  expect(jsonText('Ünïcodé — 日本語 العربية 👍')).toBe('"Ünïcodé — 日本語 العربية 👍"');
});
