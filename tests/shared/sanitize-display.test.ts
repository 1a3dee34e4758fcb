import { describe, expect, it } from 'vitest';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { processorTime } from '../support/processor-time.ts';

describe('sanitizeDisplay', () => {
  it.each([
    ['one\r\nline\u2028only\there', 'one line only here'],
    ['\u001B[31mred\u001B[0m\u0007', '[31mred[0m'],
    ['invoice\u202Egnp.exe', 'invoicegnp.exe'],
    ['\u2066isolated\u2069\u200F\u061C', 'isolated'],
    ['zero\u200Bwidth\u200D\uFEFF\u2060', 'zerowidth'],
    ['a\u0000b\u009Fc\u00ADd', 'abcd'],
    ['tag\u{E0041}s', 'tags'],
    ['e\u0301te\u0301', 'été'],
    ['half \uD83D pair', 'half \uFFFD pair'],
    ['日本語 العائلة परिवार', '日本語 العائلة परिवार'],
    ['{n, plural} %s {{x}} <b>', '{n, plural} %s {{x}} <b>'],
    ['', ''],
  ])('%j becomes %j', (text, shown) => {
    expect(sanitizeDisplay(text)).toBe(shown);
  });

  it('keeps at most so many graphemes, and says that more was there', () => {
    expect(sanitizeDisplay('x'.repeat(120))).toBe('x'.repeat(120));
    expect(sanitizeDisplay('x'.repeat(121))).toBe(`${'x'.repeat(120)}…`);
    expect(sanitizeDisplay('👍🏽👍🏽👍🏽', 2)).toBe('👍🏽👍🏽…');
  });

  it('is bounded for megabytes and for towers of marks', () => {
    const took = processorTime(() => {
      expect(sanitizeDisplay('y'.repeat(50_000_000))).toHaveLength(121);
      expect(sanitizeDisplay(`a${'\u0316'.repeat(5000)}b`).length).toBeLessThan(5000);
    });
    expect(took).toBeLessThan(2000);
  });
});
