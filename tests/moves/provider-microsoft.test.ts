import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { MigrationSettings } from '../../main/engine/settings.ts';
import { sourceAccount } from '../../main/imap/account.ts';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { signInRefusal } from '../../shared/sign-in-refusal.ts';
import { factsOf } from '../imap/connect-for-test.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { mail } from '../support/awkward-mail.ts';
import { bodiesFetched } from '../support/gmail-server.ts';
import { refuseCommand } from '../support/faults-answers.ts';
import { combineFaults } from '../support/faults-combined.ts';
import {
  microsoftServer,
  notConnected,
  refuseLarge,
  refuseLongLines,
  THROTTLED_BAD,
  THROTTLED_NO,
} from '../support/providers/microsoft-server.ts';
import { Patience } from '../support/providers/patience.ts';
import { optionsOf, ProviderMove } from '../support/providers/provider-move.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { HeldClock, SkippingClock } from '../support/skipping-clock.ts';

const { signal } = new AbortController();
const careful: Partial<MigrationSettings> = { batchMessages: 5, lanes: 1 };
/** What the plan takes along: all but junk and deleted items. */
const MOVED = 5;

/** The pauses that were told end when the server said. */
function expectPatience(world: ProviderMove, ...servers: readonly Patience[]): void {
  const pleas = servers.flatMap((server) => server.pleas).toSorted((one, other) => one.at - other.at);
  expect(world.pauses()).toHaveLength(pleas.length);
  for (const [index, pause] of world.pauses().entries()) {
    expect(pause).toMatchObject({ reason: 'throttled', side: 'source' });
    expect(pause.serverText).toMatch(/^Request is throttled\. Suggested Backoff Time: \d+ milliseconds$/);
    expect(Math.abs((pause.until ?? 0) - (pleas[index]?.until ?? 0))).toBeLessThan(10_000);
  }
  expect(servers.flatMap(({ tooEarly }) => tooEarly)).toEqual([]);
}

test.each([
  ['NO to EXAMINE', THROTTLED_NO, { command: 'EXAMINE', nth: 2 }],
  ['NO to FETCH', THROTTLED_NO, { command: 'UID FETCH', nth: 4 }],
  ['BAD and BYE to FETCH', THROTTLED_BAD, { command: 'UID FETCH', nth: 3 }],
  ['BAD and BYE to LIST', THROTTLED_BAD, { command: 'LIST' }],
] as const)(
  'asking for patience with %s: the move rests as long as was asked, and is exact',
  async (_, plea, occasion) => {
    const clock = new SkippingClock();
    const patience = new Patience(clock);
    await using world = await ProviderMove.from(microsoftServer({ script: patience.script(occasion, plea) }), clock);
    expect(await world.move.run(careful)).toMatchObject({
      end: 'finished',
      failed: 0,
      skipped: 0,
      altered: 0,
      waiting: 0,
    });
    expect(world.expectExact()).toBe(MOVED * 12);
    world.expectOnlyRead();
    expect(patience.pleas).toHaveLength(1);
    expectPatience(world, patience);
  },
);

test('asking while mailboxes are counted: none is left behind for it', async () => {
  const clock = new SkippingClock();
  // Of those asked together one is refused, and again when it is opened for what STATUS did not tell.
  const script = combineFaults(
    refuseCommand({ command: 'STATUS', nth: 3 }, THROTTLED_NO.text),
    refuseCommand({ command: 'EXAMINE', nth: 1 }, THROTTLED_NO.text),
  );
  await using world = await ProviderMove.from(microsoftServer({ script }), clock);
  expect(await world.move.run(careful)).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(world.expectExact()).toBe(MOVED * 12);
  expect(world.move.journal.leftOut(1).filter(({ reason }) => reason === 'status-refused')).toEqual([]);
  expect(world.pauses()).toHaveLength(1);
  world.expectOnlyRead();
});

test('asking again and again, three connections wide, in both ways: exact', async () => {
  const clock = new SkippingClock();
  const [first, second] = [new Patience(clock), new Patience(clock)];
  const script = combineFaults(
    first.script({ command: 'UID FETCH', nth: 2, times: 2 }, THROTTLED_NO),
    second.script({ command: 'UID FETCH', nth: 9, times: 2 }, THROTTLED_BAD),
  );
  await using world = await ProviderMove.from(microsoftServer({ each: 40, script }), clock);
  const outcome = await world.move.run({ batchMessages: 5, lanes: 3, attempts: 20 });
  expect(outcome).toMatchObject({ end: 'finished', failed: 0, altered: 0, waiting: 0 });
  expect(world.expectExact()).toBe(MOVED * 40);
  world.expectOnlyRead();
});

test('one connection is asked for patience: the others wait with it, and need not be told', async () => {
  const clock = new HeldClock();
  const patience = new Patience(clock);
  // The second connection is in the middle of a long answer then.
  const script = combineFaults(patience.script({ command: 'UID FETCH', connection: 1, nth: 2 }, THROTTLED_NO), {
    async beforeCommand({ id }, { line }) {
      if (id === 1 || !line.includes('BODY.PEEK[]')) return null;
      while (patience.pleas.length === 0) await delay(5);
      return delay(100, null);
    },
  });
  await using world = await ProviderMove.from(microsoftServer({ each: 20, script }), clock);
  const running = world.move.run({ lanes: 2, batchMessages: 5 });
  await vi.waitFor(() => expect(patience.pleas).toHaveLength(1), 20_000);
  await vi.waitFor(() => expect(world.old.connections + world.fresh.connections).toBe(0), 20_000);
  clock.release();
  expect(await running).toMatchObject({ end: 'finished', failed: 0, altered: 0, waiting: 0 });
  expect([patience.pleas.length, patience.tooEarly]).toEqual([1, []]);
  expect(world.expectExact()).toBe(MOVED * 20);
  world.expectOnlyRead();
});

test('a wish to be left alone that comes with an OK is kept as well', async () => {
  const clock = new SkippingClock();
  const text = '[THROTTLED] Suggested Backoff Time: 40000 milliseconds';
  let [seen, until] = [0, 0];
  const early: string[] = [];
  const script: ServerScript = {
    beforeCommand: (_, { line }) => {
      if (clock.now() < until) early.push(line);
      return null;
    },
    afterCommand: (_, { name }, outcome) => {
      if (name !== 'UID FETCH' || ++seen !== 2) return outcome;
      until = clock.now() + 40_000;
      return { ...outcome, text };
    },
  };
  await using world = await ProviderMove.from(microsoftServer({ script }), clock);
  expect(await world.move.run(careful)).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(world.expectExact()).toBe(MOVED * 12);
  expect(early).toEqual([]);
  expect(world.pauses()).toEqual([expect.objectContaining({ reason: 'throttled', side: 'source' })]);
});

test('folders go by their names, and spam and deleted items stay', async () => {
  await using world = await ProviderMove.from(microsoftServer());
  await world.move.run(careful);
  expect(world.move.journal.leftOut(1).map(({ source, reason }) => [source, reason])).toEqual([
    ['Deleted Items', 'trash'],
    ['Junk Email', 'spam'],
  ]);
});

test('a password is no use, and the answer says so', async () => {
  await using server = await startSimulatedServer(microsoftServer());
  const facts = await factsOf(sourceAccount(optionsOf(server)).connect(signal));
  expect(facts).toMatchObject({ kind: 'sign-in-refused', when: 'never' });
  expect(signInRefusal(facts.serverText ?? null, facts.code ?? null)).toBe('password-sign-in-off');
  // It offers nothing a password would do for: so none was sent.
  expect(server.log.filter(({ name }) => /LOGIN|AUTHENTICATE/.test(name))).toEqual([]);
});

test.each(['BAD', 'NO'] as const)(
  'authenticated but not connected, by %s: told as what it is, tried some times, and no other token is asked for',
  async (status) => {
    await using world = await ProviderMove.from(microsoftServer({ script: notConnected(status) }));
    let judged = 0;
    world.withSource({
      secret: () => Promise.resolve({ kind: 'token', value: world.old.password }),
      judged: (_secret, isTaken) => (isTaken ? false : ++judged > 0),
    });
    const facts = await factsOf(world.move.run({ retryMs: 1 }));
    expect(facts).toMatchObject({ kind: 'sign-in-refused', side: 'source' });
    expect(signInRefusal(facts.serverText ?? null, facts.code ?? null)).toBe('not-connected');
    expect(world.old.log.filter(({ name }) => name === 'AUTHENTICATE')).toHaveLength(3);
    expect(judged).toBe(0);
  },
);

test('authenticated but not connected for a moment: the move goes on by itself', async () => {
  await using world = await ProviderMove.from(microsoftServer({ script: notConnected('BAD', 1) }));
  expect(await world.move.run({ ...careful, retryMs: 1 })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(world.expectExact()).toBe(MOVED * 12);
});

test.each([
  ['NO, the connection stays', 'NO', undefined],
  ['BAD and BYE', 'BAD', 'Connection closed. 14'],
] as const)(
  'short back-offs in both ways, by %s: kept by all lanes, and hardly a message is read twice',
  async (_, status, bye) => {
    const clock = new SkippingClock();
    const plea = {
      ...{ status, text: 'Request is throttled. Suggested Backoff Time: 150 milliseconds', ms: 150 },
      ...(bye !== undefined && { bye }),
    };
    const [reading, storing] = [new Patience(clock), new Patience(clock)];
    const everyTenth = (patience: Patience, command: string): ServerScript =>
      combineFaults(...Array.from({ length: 6 }, (_each, n) => patience.script({ command, nth: 3 + 9 * n }, plea)));
    await using world = await ProviderMove.from(
      microsoftServer({ each: 40, script: everyTenth(reading, 'UID FETCH') }),
      clock,
      microsoftServer({ empty: true, script: everyTenth(storing, 'APPEND') }),
    );
    expect(await world.move.run({ lanes: 4, batchMessages: 5 })).toMatchObject({
      end: 'finished',
      failed: 0,
      waiting: 0,
    });
    expect(world.expectExact()).toBe(MOVED * 40);
    expect(storing.pleas.length).toBeGreaterThan(4);
    const read = bodiesFetched(world.old).map(({ mailbox, message }) => `${mailbox} ${String(message.uid)}`);
    // What was on its way when the server hung up comes again: one batch for each time.
    const most = bye === undefined ? 0 : 5 * reading.pleas.length;
    expect(read.length - new Set(read).size).toBeLessThanOrEqual(most);
    expect([...reading.inSpite, ...storing.inSpite]).toEqual([]);
  },
);

test('as the new home: what it will not take is named with its words, and it gets its rest', async () => {
  const clock = new SkippingClock();
  const patience = new Patience(clock);
  const script = combineFaults(
    patience.script({ command: 'APPEND', nth: 4 }, THROTTLED_NO),
    refuseLongLines(),
    refuseLarge(50_000),
  );
  const bodies = Array.from({ length: 8 }, (_, n) => mail(String(n), `text ${String(n)}`));
  bodies.splice(3, 0, mail('long', 'x'.repeat(10_240)));
  bodies.push(mail('large', 'a line\r\n'.repeat(7_000)));
  const store = createMailStore();
  store.get('INBOX')?.add(bodies.map((body) => ({ body: Buffer.from(body) })));
  await using world = await ProviderMove.from({ store }, clock, microsoftServer({ empty: true, script }));
  expect(await world.move.run({ lanes: 1 })).toMatchObject({ end: 'finished', failed: 2, copied: 8, waiting: 0 });
  const named = world.move.journal.exceptions(1, null, 10).map(({ problem }) => [problem?.kind, problem?.serverText]);
  expect(named).toEqual([
    ['message-refused', 'Command Argument Error. 11'],
    ['too-big', 'Maximum size of appendable message has been exceeded'],
  ]);
  expect(patience.tooEarly).toEqual([]);
  expect(world.pauses()).toEqual([
    expect.objectContaining({ reason: 'throttled', side: 'destination', serverText: THROTTLED_NO.text }),
  ]);
});
