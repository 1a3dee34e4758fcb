import { expect, test } from 'vitest';
import { verifyOnly } from '../../main/engine/migrate.ts';
import { defaultSettings, noLimits, type AccountLimits } from '../../main/engine/settings.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import type { MigrationEvent } from '../../shared/model/migration-event.ts';
import { fillBytes, GB, LimitedMove } from '../support/limited-move.ts';
import { allContents } from '../support/memory-move.ts';

const DAY = 24 * 3_600_000;
const readBack = (bytes: number): AccountLimits => ({ ...noLimits, readBackBytesPerDay: bytes });

/** Bytes of messages read from the destination in the busiest 24 hours, by when each was read. */
class DestinationReads {
  readonly #reads: { readonly at: number; readonly bytes: number }[] = [];

  constructor(move: LimitedMove) {
    const { account } = move.destination;
    move.destination.account = () => {
      const inner = account.call(move.destination);
      return {
        connect: async (signal) => {
          const session = await inner.connect(signal);
          const fetchBodies = session.fetchBodies.bind(session);
          session.fetchBodies = (uids, onMessage, onLarge) => {
            const noted = (uid: number, body: Buffer): void | Promise<void> => {
              this.#reads.push({ at: move.clock.now(), bytes: body.length });
              return onMessage(uid, body);
            };
            return fetchBodies(uids, noted, onLarge);
          };
          return session;
        },
      };
    };
  }

  get messages(): number {
    return this.#reads.length;
  }

  busiestDay(): number {
    const until = (end: number): number =>
      this.#reads.filter(({ at }) => at > end - DAY && at <= end).reduce((sum, { bytes }) => sum + bytes, 0);
    return Math.max(0, ...this.#reads.map(({ at }) => until(at)));
  }
}

test('reading everything again keeps to what the destination gives in a day, and reads nothing twice', async () => {
  const move = new LimitedMove({});
  const messages = fillBytes(move.source.mail, GB);
  const reads = new DestinationReads(move);
  const began = move.clock.now();
  const limits = { source: noLimits, destination: readBack(0.3 * GB) };
  expect(await move.run({ limits, verify: 'deep' })).toMatchObject({ end: 'finished', failed: 0, altered: 0 });
  expect(reads.messages).toBe(messages);
  expect(reads.busiestDay()).toBeLessThanOrEqual(0.3 * GB);
  expect((move.clock.now() - began) / DAY).toBeGreaterThan(3);
  expect((move.clock.now() - began) / DAY).toBeLessThan(4.2);
  const pauses = move.pauses();
  expect(pauses.length).toBeGreaterThan(0);
  for (const pause of pauses) expect(pause).toMatchObject({ reason: 'daily-budget', side: 'destination' });
  expect(allContents(move.destination.mail)).toEqual(allContents(move.source.mail));
});

test.each([
  ['everything', 'deep' as const, GB],
  ['a sample', { kind: 'sample' as const, bodies: 200, seed: 3 }, 0.4 * GB],
])('so does %s that is looked at once more', async (_what, verify, atLeast) => {
  const move = new LimitedMove({});
  fillBytes(move.source.mail, GB);
  const limits = { source: noLimits, destination: readBack(0.15 * GB) };
  expect(await move.run({ limits })).toMatchObject({ end: 'finished' });
  const reads = new DestinationReads(move);
  const events: MigrationEvent[] = [];
  const outcome = await verifyOnly(
    {
      source: move.source.account(),
      destination: move.destination.account(),
      ...{ sourceKey: 'old', destinationKey: 'new', journal: move.journal, clock: move.clock },
      settings: { ...defaultSettings, lanes: 2, limits },
      signal: new AbortController().signal,
      onEvent: (event) => void events.push(event),
    },
    verify,
  );
  expect(outcome).toMatchObject({ end: 'finished', failed: 0, altered: 0 });
  expect(reads.busiestDay()).toBeLessThanOrEqual(0.15 * GB);
  const read = move.journal.ledger.trafficSince('new', 'down', 0);
  expect(read).toBeGreaterThan(atLeast);
  expect(events.filter(({ event }) => event === 'paused').length).toBeGreaterThan(1);
});

test('what a quick look must read as well is counted', async () => {
  const move = new LimitedMove({});
  fillBytes(move.source.mail, 0.2 * GB, ['INBOX']);
  // The server stores what it was given, and tells other sizes: then only reading shows whether it is the same.
  const { account } = move.destination;
  move.destination.account = () => {
    const inner = account.call(move.destination);
    return {
      connect: async (signal) => {
        const session = await inner.connect(signal);
        const fetchIndex = session.fetchIndex.bind(session);
        session.fetchIndex = (uids, wish, onMessage) =>
          fetchIndex(uids, wish, (message) => onMessage({ ...message, size: message.size + 2 }));
        return session;
      },
    };
  };
  const reads = new DestinationReads(move);
  const limits = { source: noLimits, destination: readBack(0.05 * GB) };
  expect(await move.run({ limits, verify: 'quick' })).toMatchObject({ end: 'finished', failed: 0, altered: 0 });
  expect(reads.messages).toBe(move.source.mail.mailbox('INBOX').messages.length);
  expect(reads.busiestDay()).toBeLessThanOrEqual(0.05 * GB);
  expect(move.pauses().length).toBeGreaterThan(2);
});

test('comparing contents before the first copy waits for the day as well', async () => {
  const move = new LimitedMove({});
  // Many of one identity: only their bytes tell them apart.
  for (let count = 0; count < 60; count++) {
    const body = `Message-ID: <same@old.example>\r\nSubject: Same\r\n\r\n${String(count).padStart(3, '0').repeat(300)}`;
    for (const mail of [move.source.mail, move.destination.mail]) mail.put('INBOX', { body });
  }
  const reads = new DestinationReads(move);
  const bytes = 60 * 940;
  const limits = { source: noLimits, destination: readBack(bytes * 1.2) };
  move.journal.ledger.addTraffic([
    { account: 'new', direction: 'down', bytes: bytes * 0.5, at: move.clock.now() - DAY / 2 },
  ]);
  const began = move.clock.now();
  expect(await move.run({ limits, verify: 'none' })).toMatchObject({ end: 'finished', alreadyThere: 60, copied: 0 });
  expect(reads.messages).toBe(60);
  expect(move.clock.now() - began).toBeGreaterThanOrEqual(DAY / 2);
  expect(move.pauses()[0]).toMatchObject({ reason: 'daily-budget', side: 'destination' });
});

test('the count outlives the journal where there is a ledger for all of them', async () => {
  const move = new LimitedMove({});
  fillBytes(move.source.mail, 0.2 * GB);
  const { ledger } = openJournal(':memory:');
  await move.run({ verify: 'deep' }, undefined, { ledger });
  expect(ledger.trafficSince('new', 'down', 0)).toBeGreaterThan(0.2 * GB);
  expect(move.journal.ledger.trafficSince('new', 'down', 0)).toBe(0);
});
