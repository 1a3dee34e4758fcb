import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountLedger, Refusal } from '../../main/engine/account-ledger.ts';
import { openMoveBook } from '../../main/journal/book/open-move-book.ts';
import { openConnection, openJournal } from '../../main/journal/open-journal.ts';
import { schemaSteps } from '../../main/journal/schema/steps.ts';
import { newJournalFile } from './support/folder.ts';

const refusal: Refusal = {
  ...{ kind: 'amount', at: 5_000, direction: 'down', bytes: 2_000_000_000, connections: 3 },
  ...{ until: 9_000, wentOnAt: null },
};

interface Opened {
  readonly ledger: AccountLedger;
  close(): void;
}

const files: Readonly<Record<string, (file: string) => Opened>> = {
  journal: (file) => openJournal(file),
  book(file) {
    const { book } = openMoveBook(file);
    return { ledger: book.ledger, close: () => book.close() };
  },
};

describe.each(Object.entries(files))('in a %s', (_name, open) => {
  let file: string;
  let opened: Opened;
  const reopen = (): AccountLedger => {
    opened.close();
    opened = open(file);
    return opened.ledger;
  };
  beforeEach(() => {
    file = newJournalFile();
    opened = open(file);
  });
  afterEach(() => opened.close());

  test('traffic is added up by account, direction and time', () => {
    opened.ledger.addTraffic([
      { account: 'a', direction: 'down', bytes: 100, at: 1_000 },
      { account: 'a', direction: 'down', bytes: 10, at: 1_000 },
      { account: 'a', direction: 'down', bytes: 1, at: 2_000 },
      { account: 'a', direction: 'up', bytes: 5_000_000_000, at: 1_000 },
    ]);
    opened.ledger.addTraffic([]);
    const ledger = reopen();
    const since = (moment: number): number => ledger.trafficSince('a', 'down', moment);
    expect([since(0), since(1_001), since(2_001)]).toEqual([111, 1, 0]);
    expect(ledger.trafficSince('a', 'up', 0)).toBe(5_000_000_000);
    expect(ledger.trafficSince('b', 'down', 0)).toBe(0);
  });

  test('refusals are remembered until the account goes on, by account', () => {
    opened.ledger.addRefusal('a', refusal);
    opened.ledger.addRefusal('b', { ...refusal, kind: 'connections' });
    expect(reopen().refusals('a')).toEqual([refusal]);
    opened.ledger.wentOn('a', 9_500);
    opened.ledger.addRefusal('a', { ...refusal, at: 10_000, direction: 'up' });
    expect(reopen().refusals('a')).toEqual([
      { ...refusal, wentOnAt: 9_500 },
      { ...refusal, at: 10_000, direction: 'up' },
    ]);
    expect(opened.ledger.refusals('b')).toEqual([{ ...refusal, kind: 'connections' }]);
    expect(opened.ledger.refusals('c')).toEqual([]);
  });

  test('two refusals of one moment are one: the longer wait, and the fewer connections', () => {
    opened.ledger.addRefusal('a', refusal);
    opened.ledger.addRefusal('a', { ...refusal, until: 8_000, connections: 1 });
    expect(opened.ledger.refusals('a')).toEqual([{ ...refusal, connections: 1 }]);
  });

  test('what is old, or of an account that is gone, is forgotten', () => {
    for (const account of ['a', 'b']) {
      opened.ledger.addRefusal(account, refusal);
      opened.ledger.addTraffic([{ account, direction: 'up', bytes: 7, at: 5_000 }]);
    }
    opened.ledger.forgetBefore(5_000);
    expect([opened.ledger.refusals('a').length, opened.ledger.trafficSince('a', 'up', 0)]).toEqual([1, 7]);
    opened.ledger.keepOnly(['b']);
    expect([opened.ledger.refusals('a').length, opened.ledger.trafficSince('a', 'up', 0)]).toEqual([0, 0]);
    expect([opened.ledger.refusals('b').length, opened.ledger.trafficSince('b', 'up', 0)]).toEqual([1, 7]);
    opened.ledger.forgetBefore(5_001);
    expect([opened.ledger.refusals('b').length, opened.ledger.trafficSince('b', 'up', 0)]).toEqual([0, 0]);
  });
});

test('traffic that was entered by move becomes that of its accounts', () => {
  const file = newJournalFile();
  const before = openConnection(file, schemaSteps.slice(0, 2));
  before.database.exec(`
    INSERT INTO migration VALUES (1, 'a', 'b', 0), (2, 'a', 'c', 0);
    INSERT INTO traffic VALUES (1, 'source', 60, 10), (2, 'source', 60, 5), (2, 'source', 120, 1), (1, 'destination', 60, 7);`);
  before.close();
  const journal = openJournal(file);
  const { ledger } = journal;
  expect([ledger.trafficSince('a', 'down', 0), ledger.trafficSince('a', 'down', 61)]).toEqual([16, 1]);
  expect([ledger.trafficSince('b', 'up', 0), ledger.trafficSince('b', 'down', 0)]).toEqual([7, 0]);
  expect(journal.migrations().map(({ id }) => id)).toEqual([1, 2]);
  journal.close();
});

test('traffic that is told after the file was closed is no fault', () => {
  const { book } = openMoveBook(newJournalFile());
  book.close();
  book.ledger.addTraffic([{ account: 'a', direction: 'up', bytes: 7, at: 5_000 }]);
  expect(() => book.ledger.refusals('a')).toThrow(/not open/);
});

test('a list of moves that is cleared remembers no account', () => {
  const { book } = openMoveBook(newJournalFile());
  book.ledger.addRefusal('a', refusal);
  book.ledger.addTraffic([{ account: 'a', direction: 'up', bytes: 7, at: 5_000 }]);
  book.clear();
  expect([book.ledger.refusals('a'), book.ledger.trafficSince('a', 'up', 0)]).toEqual([[], 0]);
  book.close();
});
