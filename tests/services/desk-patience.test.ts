import { expect, test } from 'vitest';
import { sourceAccount } from '../../main/imap/account.ts';
import type { Clock, MailAccount, SourceSession } from '../../main/engine/ports.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import { newMove } from '../../main/services/desk/new-move.ts';
import { judgeOutcome } from '../../main/services/desk/run/judge-error.ts';
import { createMoveService, type AccountAccess } from '../../main/services/move-service.ts';
import { DeskWorld } from '../support/desk-world.ts';
import { microsoftServer, THROTTLED_BAD } from '../support/providers/microsoft-server.ts';
import { Patience } from '../support/providers/patience.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { HeldClock } from '../support/skipping-clock.ts';

/** What the plan takes along of a Microsoft account. */
const MOVED = 5;

/** The old account of the desk's world, on a scripted server that takes its password as a token. */
function accountOn(server: SimulatedServer): (access: AccountAccess) => MailAccount<SourceSession> {
  return (access) =>
    sourceAccount({
      address: { host: server.host, port: server.port, security: 'tls', user: server.user },
      secret: async () => ({ kind: 'token', value: (await access.secret()).value }),
      extraCa: server.caPem,
      clientVersion: 'test',
    });
}

function adapt(world: DeskWorld, server: SimulatedServer, clock: Clock): void {
  const source = accountOn(server);
  const destination = () => world.new.mail.account();
  world.adapters = { clock, source, moves: createMoveService({ source, destination, clock }) };
}

test('a pause a server asked for is shown until its end, kept over a restart, and over by itself', async () => {
  const clock = new HeldClock();
  const patience = new Patience(clock);
  const script = patience.script({ command: 'UID FETCH', nth: 4 }, THROTTLED_BAD);
  await using server = await startSimulatedServer(microsoftServer({ script }));
  await using world = new DeskWorld();
  world.old.password = server.password;
  adapt(world, server, clock);
  await world.start();
  const move = await world.signedIn();
  await world.desk.startMove({ move });
  const { run } = await world.until(move, ({ run: { phase, wait } }) => phase === 'waiting' && wait !== null);
  expect(run.wait).toMatchObject({ reason: 'throttled', side: 'source', serverText: THROTTLED_BAD.text });
  const until = run.wait?.until ?? 0;
  expect(Math.abs(until - (patience.pleas[0]?.until ?? 0))).toBeLessThan(10_000);
  // The list of moves, and with it the tray.
  const [summary] = (await world.desk.appState(undefined)).moves;
  expect(summary?.chip).toEqual({ kind: 'waiting', reason: 'throttled', until });

  const desk = await world.restart();
  // What its connections had said last may still be on its way.
  await expect.poll(() => server.connections).toBe(0);
  // The connections of before may be heard saying goodbye; a new one would be a question.
  const newest = Math.max(...server.log.map(({ connection }) => connection));
  // What other connections had under way in that moment was refused, too.
  const atOnce = patience.tooEarly.length;
  desk.goOnAfterStart();
  const again = await world.until(move, ({ run: { phase, wait } }) => phase === 'waiting' && wait !== null);
  expect(again.run.wait).toMatchObject({ reason: 'throttled', side: 'source' });
  // Other connections may have been told a moment later.
  expect(Math.abs((again.run.wait?.until ?? 0) - until)).toBeLessThan(10_000);
  expect(server.log.filter(({ connection }) => connection > newest)).toEqual([]);

  clock.release();
  await world.until(move, ({ run: { phase } }) => phase === 'finished');
  expect(patience.tooEarly).toHaveLength(atOnce);
  const arrived = [...world.new.mail.mailboxes.values()].reduce((sum, { messages }) => sum + messages.length, 0);
  expect(arrived).toBe(MOVED * 12);
  expect(world.faults).toEqual([]);
});

test('what a server asked for as the last thing of a run is kept to before the next', () => {
  const none = {
    copied: 0,
    alreadyThere: 0,
    skipped: 0,
    failed: 0,
    altered: 0,
    waiting: 9,
    compared: 0,
    comparedAtRandom: 0,
    bytes: 0,
    seconds: 1,
    shortfalls: [],
  };
  const reason = { kind: 'throttled', serverText: THROTTLED_BAD.text, retryAfterMs: THROTTLED_BAD.ms } as const;
  const end = judgeOutcome({ end: 'stopped', ...none, reason, side: 'source' }, newMove('a'.repeat(16), 1), false);
  expect(end).toMatchObject({ end: 'wait', wait: { reason: 'throttled' }, atLeastMs: THROTTLED_BAD.ms });
});

test('an account that is locked is not knocked at by checks and sign-ins while it rests', async () => {
  const clock = new HeldClock();
  await using world = new DeskWorld();
  world.adapters = { clock };
  await world.start();
  const move = await world.signedIn();
  const text = 'Account exceeded command or bandwidth limits.';
  const lock = { kind: 'throttled', when: 'later', wide: 'account', outcome: 'refused', serverText: text } as const;
  const stay = { ...lock, retryAfterMs: 3_600_000 };
  let knocks = 0;
  Object.defineProperty(world.old, 'trouble', { get: () => (knocks += 1) && new MailError(stay), configurable: true });
  for (let look = 0; look < 3; look++) {
    await world.desk.runChecks({ move });
    await world.until(move, ({ checks }) => checks.state === 'done');
  }
  // Asked twice for one knock: whether there is trouble, and which.
  expect(knocks).toBe(2);
  Object.defineProperty(world.old, 'trouble', { value: null });
  clock.skip(3_600_000);
  await world.desk.runChecks({ move });
  const { checks } = await world.until(move, (view) => view.checks.state === 'done');
  // There is no wire in memory to be encrypted.
  expect(checks.lines.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual(['encrypted']);
});
