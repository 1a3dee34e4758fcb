import { expect, test } from 'vitest';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { mail } from '../support/awkward-mail.ts';
import { combineFaults } from '../support/faults-combined.ts';
import { cutAfterSending } from '../support/faults-wire.ts';
import { microsoftServer } from '../support/providers/microsoft-server.ts';
import { ProviderMove } from '../support/providers/provider-move.ts';
import { SessionEnds } from '../support/providers/session-end.ts';
import { SkippingClock } from '../support/skipping-clock.ts';

const HOUR = 3_600_000;
/** Gmail's words, when a token ends. */
const EXPIRED = 'Session expired, please login again';
/** What the plan takes along of a Microsoft account. */
const MOVED = 5;

/** The person hears of a wait by these. */
function expectNothingTold(world: ProviderMove): void {
  expect(world.move.events.filter(({ event }) => event === 'paused' || event === 'problem')).toEqual([]);
}

test.each([
  ['BYE between two messages', EXPIRED],
  ['a cut in the middle of a message', null],
])('the old server ends sessions after an hour, with %s: exact, and nothing is told', async (_, bye) => {
  const clock = new SkippingClock();
  // About half a dozen hours for the whole mailbox.
  const ends = new SessionEnds({ clock, ms: HOUR, msPerByte: 15, bye });
  await using world = await ProviderMove.from(microsoftServer({ each: 300, script: ends.script() }), clock);
  expect(await world.move.run({ lanes: 1, batchBytes: 20_000 })).toMatchObject({
    ...{ end: 'finished', failed: 0, skipped: 0, altered: 0, waiting: 0 },
  });
  expect(world.expectExact()).toBe(MOVED * 300);
  expect(ends.ended.length).toBeGreaterThan(3);
  expect(new Set(ends.ended)).toEqual(new Set(['fetching']));
  expectNothingTold(world);
  world.expectOnlyRead();
});

test.each([
  ['BYE', EXPIRED],
  ['a cut', null],
])(
  'the new server ends sessions after an hour, with %s in the middle of APPEND: exact, and nothing is told',
  async (_, bye) => {
    const clock = new SkippingClock();
    const ends = new SessionEnds({ clock, ms: HOUR, msPerByte: 15, bye });
    await using world = await ProviderMove.from(microsoftServer({ each: 300 }), clock, { script: ends.script() });
    expect(await world.move.run({ lanes: 1, batchBytes: 20_000 })).toMatchObject({
      ...{ end: 'finished', failed: 0, skipped: 0, altered: 0, waiting: 0 },
    });
    expect(world.expectExact()).toBe(MOVED * 300);
    expect(ends.ended.filter((where) => where === 'appending').length).toBeGreaterThan(2);
    expectNothingTold(world);
  },
);

test('the token ends with the session: the next one is asked for, and the person is not', async () => {
  const clock = new SkippingClock();
  const ends = new SessionEnds({ clock, ms: HOUR, msPerByte: 15, bye: EXPIRED });
  // Each is good for an hour from when it was given.
  const given: number[] = [];
  const isGood = (token: string): boolean => clock.now() - (given[Number(token.replace('token ', ''))] ?? 0) < HOUR;
  const tokens: ServerScript = { acceptsToken: isGood };
  await using world = await ProviderMove.from(
    microsoftServer({ each: 300, script: combineFaults(ends.script(), tokens) }),
    clock,
  );
  const newest = (): Promise<{ kind: 'token'; value: string }> =>
    Promise.resolve({ kind: 'token', value: `token ${String(given.length - 1)}` });
  given.push(clock.now());
  world.withSource({ secret: newest, judged: (_secret, isTaken) => (isTaken ? false : given.push(clock.now()) > 0) });
  expect(await world.move.run({ lanes: 1, batchBytes: 20_000 })).toMatchObject({
    end: 'finished',
    failed: 0,
    waiting: 0,
  });
  expect(world.expectExact()).toBe(MOVED * 300);
  expect(given.length).toBeGreaterThan(3);
  expectNothingTold(world);
});

test.each([false, true])(
  'sessions that end after some kilobytes, with hundreds of mailboxes to be listed (LIST-STATUS: %j): the first run ends by itself',
  async (listStatus) => {
    const store = createMailStore();
    for (let n = 0; n < 150; n++) store.create(`Letters of ${String(1800 + n)}`);
    for (const name of ['INBOX', 'Letters of 1800'])
      store.get(name)?.add(
        Array.from({ length: 200 }, (_, n) => ({
          body: Buffer.from(mail(`${name} ${String(n)}`, `text ${String(n)}`)),
        })),
      );
    const script = cutAfterSending(26_000, { connections: () => true });
    const features = { listStatus, listExtended: listStatus };
    await using world = await ProviderMove.from({ store, features, script }, new SkippingClock());
    expect(await world.move.run({ lanes: 1, retryMs: 1 })).toMatchObject({
      end: 'finished',
      copied: 400,
      failed: 0,
      waiting: 0,
    });
    expect(world.expectExact()).toBe(400);
    // Each mailbox was counted once, but for what was on its way.
    const asked = world.old.commands.filter((line) => line.includes(' STATUS "')).length;
    expect(asked).toBeLessThan(150 + 51 * 3);
    world.expectOnlyRead();
  },
);
