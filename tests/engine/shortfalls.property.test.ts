import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findShortfalls } from '../../main/engine/shortfalls.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import type { Journal } from '../../main/engine/journal-port.ts';
import type { LeftOut, MailboxPair } from '../../shared/model/plan.ts';

/** What is known of one mailbox. */
const mailbox = fc.record({
  isLeftOut: fc.boolean(),
  wasListed: fc.boolean(),
  /** EXISTS, less what was listed; null: not told. */
  hidden: fc.constantFrom(null, 0, 0, 0, 2),
  /** Listed, less rows. */
  notEntered: fc.constantFrom(0, 0, 0, 1),
  isGivenUp: fc.constantFrom(false, false, false, true),
  /** Where each message is at the destination. */
  uids: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
  /** Whether it goes where the one before goes. */
  isMerged: fc.constantFrom(false, false, true),
});
type Known = typeof mailbox extends fc.Arbitrary<infer Value> ? Value : never;

const DATE = '17-Jul-1996 02:44:25 -0700';
const nameOf = (at: number): string => `m${String(at)}`;
const destinationOf = (known: readonly Known[], at: number): string =>
  at > 0 && known[at]?.isMerged === true ? destinationOf(known, at - 1) : nameOf(at);

function fill(journal: Journal, known: readonly Known[]): number {
  const migration = journal.openMigration('old', 'new');
  const pairs = known.map((_one, at): MailboxPair => ({
    source: nameOf(at),
    destination: destinationOf(known, at),
    role: null,
    renamed: [],
    messages: 5,
    bytes: null,
    subscribed: false,
    exists: true,
  }));
  const leftOut = known.flatMap(({ isLeftOut }, at): LeftOut[] =>
    isLeftOut ? [{ source: nameOf(at), reason: 'excluded', messages: 5 }] : [],
  );
  for (const [at, { id }] of journal.savePlan(migration, pairs, leftOut).entries()) {
    const one = known[at];
    if (!one) continue;
    journal.changeSourceUidValidity(id, 7);
    journal.addMessages(
      id,
      one.uids.map((_uid, index) => ({
        uid: index + 1,
        size: 10,
        internalDate: DATE,
        flags: [],
        fingerprint: null,
        skip: null,
      })),
    );
    journal.changePair(id, { destinationUidValidity: 3 });
    journal.markCopied(
      id,
      one.uids.map((destinationUid, index) => ({ uid: index + 1, destinationUid })),
    );
    const listed = one.uids.length + one.notEntered;
    if (one.wasListed)
      journal.changePair(id, {
        indexedUidNext: 100,
        indexedMessages: one.hidden === null ? null : listed + one.hidden,
        sourceListed: listed,
      });
    if (one.isGivenUp) journal.changePair(id, { problem: { kind: 'protocol', serverText: 'sorry', side: 'source' } });
  }
  return migration;
}

/** The same told another way: is each mailbox, and each message in it, accounted for? */
function isAll(known: readonly Known[]): boolean {
  const chosen = known.map((one, at) => ({ ...one, at })).filter(({ isLeftOut }) => !isLeftOut);
  const claims = chosen.flatMap(({ uids, at }) => uids.map((uid) => `${destinationOf(known, at)} ${String(uid)}`));
  return (
    chosen.every((one) => one.wasListed && !one.isGivenUp && (one.hidden ?? 0) === 0 && one.notEntered === 0) &&
    new Set(claims).size === claims.length
  );
}

test('everything arrived exactly when nothing is short, whatever a journal holds', () => {
  let clean = 0;
  fc.assert(
    fc.property(fc.array(mailbox, { minLength: 1, maxLength: 4 }), (known) => {
      const journal = openJournal(':memory:');
      try {
        const found = findShortfalls(journal, fill(journal, known));
        clean += Number(found.length === 0);
        expect(found.length === 0, JSON.stringify(found)).toBe(isAll(known));
        // What a choice leaves behind is short of nothing.
        const chosen = new Set(known.flatMap(({ isLeftOut }, at) => (isLeftOut ? [] : [nameOf(at)])));
        expect(found.filter(({ mailbox: name }) => !chosen.has(name))).toEqual([]);
      } finally {
        journal.close();
      }
    }),
    { numRuns: 300 },
  );
  // Both happened.
  expect(clean).toBeGreaterThan(20);
  expect(clean).toBeLessThan(280);
});

test('each kind of shortfall is told with its mailbox, number, side and words', () => {
  const well: Known = {
    isLeftOut: false,
    wasListed: true,
    hidden: 0,
    notEntered: 0,
    isGivenUp: false,
    uids: [1, 2],
    isMerged: false,
  };
  const journal = openJournal(':memory:');
  const migration = fill(journal, [
    { ...well, hidden: 2 },
    { ...well, notEntered: 1 },
    { ...well, isGivenUp: true, wasListed: false },
    { ...well, wasListed: false },
    { ...well, uids: [4, 4] },
    well,
  ]);
  expect(findShortfalls(journal, migration)).toEqual([
    { mailbox: 'm1', reason: 'not-entered', messages: 1, side: null, serverText: null },
    { mailbox: 'm2', reason: 'given-up', messages: 5, side: 'source', serverText: 'sorry' },
    { mailbox: 'm3', reason: 'not-looked-into', messages: 5, side: null, serverText: null },
    { mailbox: 'm0', reason: 'hidden', messages: 2, side: 'source', serverText: null },
    { mailbox: 'm4', reason: 'shared-uid', messages: 1, side: 'destination', serverText: null },
  ]);
  journal.close();
});

test('a mailbox that an earlier version left behind because it did not open is short: nobody chose that', () => {
  const journal = openJournal(':memory:');
  const migration = journal.openMigration('old', 'new');
  journal.savePlan(
    migration,
    [],
    [
      { source: 'Closed', reason: 'status-refused', messages: 0 },
      { source: 'Spam', reason: 'spam', messages: 3 },
    ],
  );
  expect(findShortfalls(journal, migration)).toEqual([
    { mailbox: 'Closed', reason: 'given-up', messages: null, side: 'source', serverText: null },
  ]);
  journal.close();
});
