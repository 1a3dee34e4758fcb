import { expect, test } from 'vitest';
import { afterItemsOf, keepsAddress } from '../../renderer/wizard/after/after-items.ts';
import { sixMonthsOn } from '../../renderer/wizard/after/six-months-on.ts';
import { sampleAccount, sampleDestination } from './support/samples.ts';

const local = (year: number, month: number, day: number, hour = 0): number =>
  new Date(year, month - 1, day, hour).getTime();

test('half a year on is the same day, or the last of a shorter month', () => {
  expect(sixMonthsOn(local(2026, 11, 21, 23))).toBe(local(2027, 5, 21, 9));
  expect(sixMonthsOn(local(2026, 8, 31))).toBe(local(2027, 2, 28, 9));
  expect(sixMonthsOn(local(2027, 8, 30))).toBe(local(2028, 2, 29, 9));
  expect(sixMonthsOn(local(2026, 12, 31))).toBe(local(2027, 6, 30, 9));
});

test('nobody needs to be told of an address that stays', () => {
  const source = sampleAccount({ typed: 'Ada@Example.org ' });
  const move = { source, destination: sampleDestination() };
  expect(keepsAddress(move)).toBe(true);
  expect(afterItemsOf(move)).toEqual(['own-domain', 'contacts', 'devices', 'consent', 'keep-old']);
  const other = { source: sampleAccount(), destination: sampleDestination() };
  expect(keepsAddress(other)).toBe(false);
  expect(afterItemsOf(other)).toHaveLength(9);
  expect(keepsAddress({ source: null, destination: null })).toBe(false);
});
