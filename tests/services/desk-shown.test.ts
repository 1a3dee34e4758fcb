import { describe, expect, it } from 'vitest';
import { counted, shown } from '../../main/services/desk/shown.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';

describe('shown text', () => {
  it('is what sanitizeDisplay makes of it, for every character and every short text', () => {
    const codes = Array.from({ length: 0x10000 }, (_, code) => code).filter((code) => code < 0x400 || code % 7 === 0);
    const texts = codes.map((code) => String.fromCharCode(code)).flatMap((sign) => [sign, `a${sign}b`]);
    expect(texts.filter((text) => shown(text) !== sanitizeDisplay(text))).toEqual([]);
  });

  it('is cut by graphemes, and never longer than the window takes', () => {
    expect(shown('x'.repeat(200), 100)).toBe(`${'x'.repeat(100)}…`);
    expect(shown('é'.repeat(100), 100)).toBe('é'.repeat(100));
    for (const tower of ['a\u0301\u0302\u0303\u0304', '👩‍👩‍👧‍👦', '\u{1F468}\u{1F3FD}', 'ab'])
      for (let more = 0; more < 3; more++) {
        const text = shown('y'.repeat(more) + tower.repeat(300), 300);
        expect(text.length).toBeLessThanOrEqual(400);
        expect(text.isWellFormed()).toBe(true);
        expect(text.endsWith('…')).toBe(true);
      }
  });
});

it('a count is whole, not negative and no more than a number holds', () => {
  expect([-1, 0, 1.9, 1e30, Number.NaN, Number.POSITIVE_INFINITY].map(counted)).toEqual([
    ...[0, 0, 1, Number.MAX_SAFE_INTEGER, 0, 0],
  ]);
});
