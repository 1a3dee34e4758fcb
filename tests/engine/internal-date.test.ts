import { expect, test } from 'vitest';
import { epochOf, wireDate, wireDateOf } from '../../main/engine/internal-date.ts';

test.each([
  ['17-Jul-1996 02:44:25 -0700', '17-Jul-1996 02:44:25 -0700'],
  [' 8-Mar-2023 12:16:47 +0800', ' 8-Mar-2023 12:16:47 +0800'],
  ['8-Mar-2023 12:16:47 +0800', '08-Mar-2023 12:16:47 +0800'],
  ['17-JUL-2019 09:40:08 +0000', '17-Jul-2019 09:40:08 +0000'],
  ['17-Jul-19 09:40:08 +0000', '17-Jul-2019 09:40:08 +0000'],
  ['17-Jul-96 09:40:08 +0000', '17-Jul-1996 09:40:08 +0000'],
  ['17-Jul-2019 9:40 +0530', '17-Jul-2019 09:40:00 +0530'],
  ['17-Jul-2019 09:40:08', '17-Jul-2019 09:40:08 +0000'],
  ['17-Jul-2019 09:40:08 GMT', '17-Jul-2019 09:40:08 +0000'],
  ['17-Jul-2019 09:40:08 EDT', '17-Jul-2019 09:40:08 -0400'],
  ['Wed, 17 Jul 2019 09:40:08 +0000', '17-Jul-2019 09:40:08 +0000'],
  ['17 Jul 2019 09:40:08 -0700 (PDT)', '17-Jul-2019 09:40:08 -0700'],
  ['30-Dec-1899 00:00:00 +0530', '30-Dec-1899 00:00:00 +0530'],
  ['29-Feb-2020 23:59:60 +0000', '29-Feb-2020 23:59:60 +0000'],
])('the date %j goes as %j, and means the same moment', (told, sent) => {
  expect(wireDate(told)).toBe(sent);
  expect(epochOf(told)).toBe(epochOf(sent));
  expect(epochOf(told)).not.toBeNull();
});

test.each([
  '',
  'yesterday',
  '00-Jan-0000 00:00:00 +0000',
  '31-Feb-2019 09:40:08 +0000',
  '29-Feb-2019 09:40:08 +0000',
  '17-Jul-2019 25:61:08 +0000',
  '17-Jul-2019 09:40:08 +9900',
  '17-Jul-2019 09:40:08 +0099',
  '17-Foo-2019 09:40:08 +0000',
])('%j is no date', (told) => {
  expect([wireDate(told), epochOf(told)]).toEqual([null, null]);
});

test('a moment goes in UTC', () => {
  expect(wireDateOf(Date.UTC(2026, 11, 1, 2, 3, 4))).toBe('01-Dec-2026 02:03:04 +0000');
});
