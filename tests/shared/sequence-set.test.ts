import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandUidSet, formatSequenceSet, parseSequenceSet, splitSequenceSets } from '../../shared/sequence-set.ts';

const uid = fc.integer({ min: 1, max: 4_294_967_295 });
/** Sparse and dense sets, ascending. */
const ascending = fc
  .uniqueArray(fc.oneof(uid, fc.integer({ min: 1, max: 300 })), { maxLength: 200 })
  .map((uids) => uids.toSorted((a, b) => a - b));

describe('formatSequenceSet', () => {
  it.each([
    [[], ''],
    [[7], '7'],
    [[1, 2, 3, 4, 5, 7], '1:5,7'],
    [[1, 3, 5], '1,3,5'],
    [[4, 4, 5, 5], '4:5'],
    [[4_294_967_294, 4_294_967_295], '4294967294:4294967295'],
  ])('writes %j as %j', (uids, text) => {
    expect(formatSequenceSet(uids)).toBe(text);
  });

  it('is read back by expandUidSet', () => {
    fc.assert(
      fc.property(ascending, (uids) => {
        fc.pre(uids.length > 0);
        expect(expandUidSet(formatSequenceSet(uids), uids.length)).toEqual(uids);
      }),
    );
  });

  it('handles a hundred thousand numbers', () => {
    const odd = Array.from({ length: 100_000 }, (_, index) => index * 2 + 1);
    expect(formatSequenceSet(odd).split(',')).toHaveLength(100_000);
  });
});

describe('splitSequenceSets', () => {
  it('keeps every number, in order, in sets no longer than asked', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: 21, max: 120 }), (uids, most) => {
        const sets = splitSequenceSets(uids, most);
        for (const set of sets) expect(set.length).toBeLessThanOrEqual(most);
        expect(sets.flatMap((set) => expandUidSet(set, uids.length))).toEqual(uids);
        expect(sets.join(',')).toBe(formatSequenceSet(uids));
      }),
    );
  });

  it('gives nothing for nothing', () => {
    expect(splitSequenceSets([], 100)).toEqual([]);
  });
});

describe('parseSequenceSet', () => {
  it.each([
    ['1', [{ first: 1, last: 1 }]],
    [
      '2,4:7',
      [
        { first: 2, last: 2 },
        { first: 4, last: 7 },
      ],
    ],
    ['9:7', [{ first: 7, last: 9 }]],
    ['5:*', [{ first: 5, last: '*' }]],
    ['*:5', [{ first: 5, last: '*' }]],
    ['*', [{ first: 4_294_967_295, last: '*' }]],
  ])('reads %j', (text, ranges) => {
    expect(parseSequenceSet(text)).toEqual(ranges);
  });

  it.each([
    '',
    ',',
    '1,',
    '0',
    '01',
    '-1',
    '1:2:3',
    ':',
    '1:',
    ':1',
    ' 1',
    '1 2',
    '4294967296',
    '1e3',
    '1:x',
    '1,'.repeat(600_000),
  ])('refuses %.20j', (text) => {
    expect(parseSequenceSet(text)).toBeNull();
  });
});

describe('expandUidSet', () => {
  it.each([
    ['304,319:320', [304, 319, 320]],
    ['320,304', [320, 304]],
    ['9:7,3', [7, 8, 9, 3]],
  ])('expands %j in its order', (text, uids) => {
    expect(expandUidSet(text, 10)).toEqual(uids);
  });

  it('refuses more than can be meant, without counting there', () => {
    expect(expandUidSet('1:3', 3)).toEqual([1, 2, 3]);
    expect(expandUidSet('1:4', 3)).toBeNull();
    expect(expandUidSet('1:3,9', 3)).toBeNull();
    expect(expandUidSet('1:4294967295', 100)).toBeNull();
    expect(expandUidSet('5:*', 100)).toBeNull();
    expect(expandUidSet('x', 100)).toBeNull();
  });
});
