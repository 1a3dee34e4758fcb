import { expect, it } from 'vitest';
import { bytesText, clockText, countText, durationText, messagesText, percent } from '../../shared/quantity-text.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [9940, '9.9 KB'],
  [9999, '10 KB'],
  [999_499, '999 KB'],
  [999_600, '1.0 MB'],
  [3_400_000_000, '3.4 GB'],
  [5e15, '5,000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

it.each([
  [0.04, '0.0 seconds'],
  [8.25, '8.3 seconds'],
  [42, '42 seconds'],
  [600, '10 minutes'],
  [5400, '1 hour 30 minutes'],
  [7200, '2 hours'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

it('says 100 percent only when nothing is left', () => {
  expect([percent(0, 10), percent(9999, 10_000), percent(10, 10), percent(11, 10), percent(0, 0)]).toEqual([
    0, 99, 100, 100, 100,
  ]);
});

it('counts one message and many', () => {
  expect([messagesText(1), messagesText(12_300), countText(0)]).toEqual(['1 message', '12,300 messages', '0']);
});

it('names the day only when it is another', () => {
  const now = new Date(2026, 0, 1, 14, 2).getTime();
  expect(clockText(now, now)).toBe('14:02');
  expect(clockText(new Date(2026, 0, 3, 3, 10).getTime(), now)).toBe('Saturday, January 3, 03:10');
});
