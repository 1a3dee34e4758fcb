import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Journal, JournalMessage, MessageStatus } from '../../main/engine/journal-port.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { JournalModel, type ModelMessage } from './support/model.ts';
import { digest, newMessage, onePair, print } from './support/sample.ts';

const STATUSES = ['waiting', 'intended', 'copied', 'verified', 'skipped', 'failed'] as const;
const ALTERED = { kind: 'altered', serverText: null } as const;
const TOO_BIG = { kind: 'too-big', serverText: null } as const;

const uid = fc.integer({ min: 1, max: 6 });
const someUids = fc.uniqueArray(uid, { minLength: 1, maxLength: 3 });
const printOrNone = fc.option(fc.integer({ min: 0, max: 3 }));
const size = fc.constantFrom(10, 20);
const destinationUid = fc.option(fc.integer({ min: 1, max: 5 }));

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('add' as const), uid, print: printOrNone, size, skip: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('intend' as const), uids: someUids, print: fc.integer({ min: 0, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('copy' as const), uids: someUids, at: destinationUid, there: fc.boolean() }),
  },
  fc.record({ do: fc.constant('wait' as const), uids: someUids }),
  fc.record({ do: fc.constant('fail' as const), uid }),
  fc.record({ do: fc.constant('skip' as const), uids: someUids }),
  fc.record({ do: fc.constant('verify' as const), uids: someUids, altered: fc.boolean() }),
  fc.record({ do: fc.constant('retry' as const) }),
  fc.record({ do: fc.constant('uid-validity' as const), to: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('distrust' as const) }),
  fc.record({ do: fc.constant('carry' as const) }),
  fc.record({ do: fc.constant('forget' as const) }),
  fc.record({
    do: fc.constant('list' as const),
    uid: fc.integer({ min: 1, max: 5 }),
    print: fc.integer({ min: 0, max: 3 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const again = (one: ModelMessage): ModelMessage => {
  return { ...one, status: 'waiting', destinationUid: null, alreadyThere: false, problem: false, gone: false };
};

/** Listed destination UID -> fingerprint. A real listing is made anew, so each UID is listed once. */
type Listing = Map<number, number>;

/** Does the step to the model. @returns whether the journal must accept it, or what it must return */
function toModel(model: JournalModel, listing: Listing, s: Step): unknown {
  switch (s.do) {
    case 'add':
      return model.add(s.uid, s.print, s.size, s.skip);
    case 'intend':
      return model.change(s.uids, ['waiting'], (one) => ({ ...one, status: 'intended', print: s.print }));
    case 'copy':
      return model.change(s.uids, ['waiting', 'intended'], (one) => {
        return { ...one, status: 'copied', destinationUid: s.at, alreadyThere: s.there, problem: false };
      });
    case 'wait':
      return model.change(s.uids, ['waiting', 'intended', 'copied', 'verified', 'skipped'], again);
    case 'fail':
      return model.change([s.uid], STATUSES, (one) => ({ ...one, status: 'failed', problem: true, gone: false }));
    case 'skip':
      return model.change(s.uids, ['waiting', 'intended', 'skipped', 'failed'], (one) => {
        return { ...one, status: 'skipped', problem: false, gone: true };
      });
    case 'verify':
      return model.change(s.uids, ['copied', 'verified'], (one) => {
        return { ...one, status: 'verified', problem: s.altered };
      });
    case 'retry':
      model.changeAll(['failed'], again);
      return true;
    case 'uid-validity':
      model.uidValidity = s.to;
      return true;
    case 'distrust':
      model.distrust();
      return true;
    case 'carry':
      return model.carryOver();
    case 'forget':
      model.changeAll(['intended', 'copied', 'verified'], again);
      model.messages = model.messages.map((one) => ({ ...one, destinationUid: null }));
      listing.clear();
      return true;
    case 'list':
      if (!listing.has(s.uid)) listing.set(s.uid, s.print);
      return true;
  }
}

function toJournal(journal: Journal, pair: number, listing: Listing, s: Step): unknown {
  switch (s.do) {
    case 'add':
      return journal.addMessages(pair, [
        newMessage(s.uid, {
          size: s.size,
          fingerprint: s.print === null ? null : print(s.print),
          skip: s.skip ? 'before-since' : null,
        }),
      ]);
    case 'intend':
      return journal.markIntended(
        pair,
        s.uids.map((one) => ({ uid: one, fingerprint: print(s.print), digest: digest(one) })),
      );
    case 'copy':
      return journal.markCopied(
        pair,
        s.uids.map((one) => ({ uid: one, destinationUid: s.at, alreadyThere: s.there })),
      );
    case 'wait':
      return journal.markWaiting(pair, s.uids);
    case 'fail':
      return journal.markFailed(pair, s.uid, TOO_BIG);
    case 'skip':
      return journal.markSkipped(pair, s.uids, 'gone-at-source');
    case 'verify':
      return journal.markVerified(
        pair,
        s.uids.map((one) => ({ uid: one, problem: s.altered ? ALTERED : null })),
      );
    case 'retry':
      return journal.retryFailed(pair);
    case 'uid-validity':
      return journal.changeSourceUidValidity(pair, s.to);
    case 'distrust':
      return journal.distrustUids(pair);
    case 'carry':
      return journal.carryOver(pair);
    case 'forget':
      return journal.forgetDestination(pair);
    case 'list':
      if (listing.has(s.uid)) return;
      return journal.addDestinationListing(pair, [
        { uid: s.uid, size: 1, internalDate: '', fingerprint: print(s.print) },
      ]);
  }
}

function accepted(call: () => unknown): unknown {
  try {
    return call() ?? true;
  } catch (error) {
    expect(String(error)).toMatch(/cannot become/);
    return false;
  }
}

function comparable(one: JournalMessage): Omit<ModelMessage, 'uidValidity' | 'gone'> {
  const { size: bytes, status, destinationUid: at, alreadyThere, problem, fingerprint } = one;
  const from = { uid: one.uid, print: fingerprint?.[0] ?? null, size: bytes, status };
  return { ...from, destinationUid: at, alreadyThere, problem: problem !== null };
}

function sum(messages: readonly ModelMessage[]): { messages: number; bytes: number } {
  return { messages: messages.length, bytes: messages.reduce((bytes, one) => bytes + one.size, 0) };
}

/** Everything the journal says must be what the model says. */
function expectSame(journal: Journal, pair: number, model: JournalModel, listing: Listing): void {
  const expected = model.current();
  const of = (status: MessageStatus): ModelMessage[] => expected.filter((one) => one.status === status);
  const counts = journal.counts(pair);
  for (const status of STATUSES) {
    const plain = of(status).map(({ uidValidity: _, gone: _gone, ...one }) => one);
    expect(journal.messages(pair, status, 0, 100).map(comparable)).toEqual(plain);
    expect(counts.byStatus[status]).toEqual(sum(of(status)));
  }
  expect(counts.alreadyThere).toEqual(sum([...of('copied'), ...of('verified')].filter((one) => one.alreadyThere)));
  const assigned = expected.flatMap((one) => one.destinationUid ?? []).filter((one) => one >= 2);
  expect(journal.assignedDestinationUids(pair, 2)).toEqual(new Set(assigned));
  const groups = journal
    .commonFingerprints(pair, null, 10)
    .map((group) => [
      group.fingerprint[0],
      group.source.map((one) => one.uid),
      group.destination.map((one) => one.uid),
    ]);
  expect(groups).toEqual(model.common(listing));
  const migration = journal.openMigration('from', 'to');
  const problems = expected.filter((one) => one.problem).map((one) => one.uid);
  expect(journal.exceptions(migration, null, 100).map((one) => one.uid)).toEqual(problems);
}

test('any sequence of steps leaves the journal as the model says', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const journal = openJournal(':memory:');
      const pair = onePair(journal);
      const model = new JournalModel();
      const listing: Listing = new Map();
      for (const one of steps) {
        const did = accepted(() => toJournal(journal, pair, listing, one));
        expect(did).toEqual(toModel(model, listing, one));
        expectSame(journal, pair, model, listing);
      }
      journal.close();
    }),
    { numRuns: 100 },
  );
});
