import { describe, expect, it } from 'vitest';
import { cutText, fitText, textWidth, wrapText } from '../../main/terminal/text-width.ts';

describe('textWidth', () => {
  it.each([
    ['INBOX', 5],
    ['été', 3],
    ['e\u0301te\u0301', 3],
    ['日本語', 6],
    ['ｆｕｌｌ', 8],
    ['한국어', 6],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 2],
    ['❤️', 2],
    ['परिवार', 6],
    ['العائلة', 7],
    ['░█✓…', 4],
    ['', 0],
  ])('%s takes %d columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });
});

describe('cutText and fitText', () => {
  it.each([
    ['INBOX', 5, 'INBOX'],
    ['INBOX', 4, 'INB…'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['anything', 1, '…'],
    ['anything', 0, ''],
  ])('%s in %d columns is %s', (text, columns, cut) => {
    expect(cutText(text, columns)).toBe(cut);
    expect(textWidth(cutText(text, columns))).toBeLessThanOrEqual(columns);
  });

  it('fills exactly', () => {
    for (const text of ['a', '日本語', 'परिवार', 'a longer text'])
      for (let columns = 1; columns < 20; columns++) expect(textWidth(fitText(text, columns))).toBe(columns);
  });
});

describe('wrapText', () => {
  it('breaks at spaces, and words that are too long where it must', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('/a/long/path', 5)).toEqual(['/a/lo', 'ng/pa', 'th']);
    expect(wrapText('', 5)).toEqual(['']);
    expect(wrapText('日本語です', 4)).toEqual(['日本', '語で', 'す']);
  });
});
