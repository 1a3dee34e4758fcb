import { expect, test } from 'vitest';
import { skipReason } from '../../main/engine/apply-filters.ts';
import { mail } from '../support/awkward-mail.ts';
import { GmailMemory } from '../support/gmail-memory.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { MemoryMove, contents } from '../support/memory-move.ts';

const none = { since: null, until: null, maxSize: null };
const [first, last] = [Date.UTC(2020, 0, 1), Date.UTC(2021, 0, 1)];

test.each([
  ['31-Dec-2019 23:59:59 +0000', 'before-since'],
  // The same moment, told in another zone.
  ['31-Dec-2019 23:30:00 -0100', null],
  ['01-Jan-2020 00:00:00 +0000', null],
  ['31-Dec-2020 23:59:59 +0000', null],
  ['01-Jan-2021 00:00:00 +0000', 'after-until'],
  ['01-Jan-2021 00:30:00 +0100', null],
  ['no date', null],
])('from the first moment on, up to but not with the last: %s %s', (internalDate, reason) => {
  expect(skipReason({ size: 9, internalDate }, { ...none, since: first, until: last })).toBe(reason);
});

test('a size counts before a date', () => {
  const large = { size: 11, internalDate: '01-Jan-2021 00:00:00 +0000' };
  expect(skipReason(large, { ...none, until: last, maxSize: 10 })).toBe('over-max-size');
  expect(skipReason(large, none)).toBeNull();
});

const dated = (year: number): string => `01-Jun-${String(year)} 00:00:00 +0000`;

test('what a last date left behind comes along without it, and what has been copied stays', async () => {
  const source = new MemoryMail();
  for (const year of [2019, 2020, 2021])
    source.put('INBOX', { body: mail(String(year), 'text'), internalDate: dated(year) });
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run({ until: last })).toMatchObject({ end: 'finished', copied: 2, skipped: 1 });
  expect(await move.run({ until: first })).toMatchObject({ end: 'finished', copied: 2, skipped: 1 });
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 3, skipped: 0 });
  expect(contents(move.destination, 'INBOX')).toEqual(contents(source, 'INBOX'));
});

test('a message of several labels stays behind in all of them', async () => {
  const gmail = new GmailMemory();
  for (const year of [2020, 2021])
    gmail.put({ body: mail(String(year), 'text'), labels: ['\\Inbox', 'Work'], internalDate: dated(year) });
  const move = new MemoryMove(gmail.mail, new MemoryMail());
  expect(await move.run({ until: last })).toMatchObject({ end: 'finished', copied: 2, skipped: 2 });
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 4, skipped: 0 });
});
