import { expect, test } from 'vitest';
import type { MigrationSettings } from '../../main/engine/settings.ts';
import { combineFaults } from '../support/faults-combined.ts';
import { iCloudServer, phantom, phantoms, stallInside } from '../support/providers/icloud-server.ts';
import { Patience } from '../support/providers/patience.ts';
import { ProviderMove } from '../support/providers/provider-move.ts';
import { SkippingClock } from '../support/skipping-clock.ts';

const careful: Partial<MigrationSettings> = { batchMessages: 5, lanes: 1 };
/** What the plan takes along: all but Junk and Deleted Messages. */
const MOVED = 5;
const UNAVAILABLE = { status: 'NO', text: 'Service temporarily unavailable', ms: 300 } as const;

test('phantoms end as gone at the source, and all mail arrives', async () => {
  await using world = await ProviderMove.from(iCloudServer({ each: 60, script: phantoms() }));
  const listed = Array.from({ length: 60 }, (_, n) => ({ uid: n + 1 }));
  const gone = listed.filter(phantom.is);
  const outcome = await world.move.run({ lanes: 2, verify: 'deep' });
  expect(outcome).toMatchObject({ end: 'finished', failed: 0, altered: 0, waiting: 0, skipped: MOVED * gone.length });
  expect(outcome.shortfalls).toEqual([]);
  expect(world.expectExact((message) => !phantom.is(message))).toBe(MOVED * (listed.length - gone.length));
  for (const pair of world.move.journal.pairs(1)) {
    const skipped = world.move.journal.messages(pair.id, 'skipped', 0, 100);
    expect(skipped.map(({ uid, skip }) => [uid, skip])).toEqual(gone.map(({ uid }) => [uid, 'gone-at-source']));
  }
  expect(world.move.events.filter(({ event }) => event === 'problem')).toEqual([]);
  expect(world.pauses()).toEqual([]);
  world.expectOnlyRead();
  // The second run asks for none of them again.
  const before = world.old.commands.length;
  expect(await world.move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(world.old.commands.slice(before).filter((line) => line.includes('BODY.PEEK[]'))).toEqual([]);
});

test('phantoms that are counted and never listed are told by their number: nobody knows what they are', async () => {
  await using world = await ProviderMove.from(iCloudServer({ each: 60, script: phantoms(true) }));
  const hidden = Array.from({ length: 60 }, (_, n) => ({ uid: n + 1 })).filter(phantom.isUnlisted).length;
  const outcome = await world.move.run({ lanes: 2 });
  expect(outcome).toMatchObject({ end: 'finished', failed: MOVED * hidden, waiting: 0 });
  expect(outcome.shortfalls.map(({ reason, messages, side }) => [reason, messages, side])).toEqual(
    Array.from({ length: MOVED }, () => ['hidden', hidden, 'source']),
  );
  world.expectExact((message) => !phantom.is(message));
  world.expectOnlyRead();
});

test.each(['LIST', 'STATUS', 'EXAMINE', 'UID FETCH'] as const)(
  'temporarily unavailable at %s: a pause, and exact',
  async (command) => {
    const clock = new SkippingClock();
    const patience = new Patience(clock);
    const script = combineFaults(
      patience.script({ command, nth: command === 'LIST' ? 1 : 3 }, UNAVAILABLE),
      phantoms(),
    );
    await using world = await ProviderMove.from(iCloudServer({ script }), clock);
    expect(await world.move.run({ ...careful, retryMs: 700 })).toMatchObject({
      end: 'finished',
      failed: 0,
      waiting: 0,
    });
    world.expectExact((message) => !phantom.is(message));
    expect(world.move.journal.leftOut(1).filter(({ reason }) => reason === 'status-refused')).toEqual([]);
    const [pause] = world.pauses();
    expect(pause).toMatchObject({ reason: 'throttled', side: 'source', serverText: UNAVAILABLE.text });
    expect(pause?.until).toBeGreaterThan(patience.pleas[0]?.at ?? 0);
    world.expectOnlyRead();
  },
);

test('it stalls in the middle of an answer, several times: given up after a while, and exact', async () => {
  const script = combineFaults(
    stallInside({ command: 'UID FETCH', nth: 2 }, 300),
    stallInside({ command: 'UID FETCH', nth: 5 }, 2_000),
    stallInside({ command: 'EXAMINE', nth: 3 }, 40),
  );
  await using world = await ProviderMove.from(iCloudServer({ each: 20, script }));
  expect(await world.move.run(careful)).toMatchObject({ end: 'finished', failed: 0, skipped: 0, waiting: 0 });
  expect(world.expectExact()).toBe(MOVED * 20);
  expect(world.pauses()).toHaveLength(3);
  for (const pause of world.pauses()) expect(pause).toMatchObject({ side: 'source' });
  world.expectOnlyRead();
});

test('two connections and no more: the move does with what it gets', async () => {
  await using world = await ProviderMove.from(iCloudServer({ each: 40, maxConnections: 2 }));
  expect(await world.move.run({ lanes: 4, batchMessages: 5 })).toMatchObject({
    end: 'finished',
    failed: 0,
    waiting: 0,
  });
  expect(world.expectExact()).toBe(MOVED * 40);
  world.expectOnlyRead();
});
