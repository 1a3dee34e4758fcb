import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sourceAccount } from '../../main/imap/account.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { signInRefusal } from '../../shared/sign-in-refusal.ts';
import { factsOf } from '../imap/connect-for-test.ts';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { startDovecot } from '../support/dovecot.ts';
import { combineFaults } from '../support/faults-combined.ts';
import { untilClosed } from '../support/faults-occasion.ts';
import { gmxServer, imapSwitchedOff, lockOut } from '../support/providers/gmx-server.ts';
import { optionsOf, ProviderMove } from '../support/providers/provider-move.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { SkippingClock } from '../support/skipping-clock.ts';

const { signal } = new AbortController();
/** What the plan takes along: all but Spamverdacht and Papierkorb. */
const MOVED = 4;

test('to a real Dovecot: exact, as a client of its own sees it', async () => {
  await using server = await startSimulatedServer(gmxServer({ each: 30 }));
  const dovecot = await startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.' });
  try {
    const move = ServerMove.between(optionsOf(server), connectOptions(dovecot));
    expect(await move.run({ verify: 'deep' })).toMatchObject({
      ...{ end: 'finished', copied: MOVED * 30, failed: 0, altered: 0, waiting: 0 },
    });
    await assertSameMailboxes({ ...server, user: server.user }, rawAccount(dovecot), move.mapping());
    expect(move.journal.pairs(1).map(({ source, destination }) => [source, destination])).toEqual([
      ['INBOX', 'INBOX'],
      ['Gesendet', 'INBOX.Gesendet'],
      ['Entwürfe', 'INBOX.Entwürfe'],
      ['Rechnungen', 'INBOX.Rechnungen'],
    ]);
  } finally {
    await dovecot.stop();
  }
});

test('IMAP switched off sounds like a wrong password, and is tried once', async () => {
  await using server = await startSimulatedServer(gmxServer({ script: imapSwitchedOff() }));
  const facts = await factsOf(sourceAccount(optionsOf(server)).connect(signal));
  expect(facts).toMatchObject({ kind: 'sign-in-refused', when: 'never', serverText: 'authentication failed' });
  expect(signInRefusal(facts.serverText ?? null, facts.code ?? null)).toBe('wrong-password');
  expect(server.log.filter(({ name }) => /LOGIN|AUTHENTICATE/.test(name))).toHaveLength(1);
});

test('a locked account is not knocked at again', async () => {
  const clock = new SkippingClock();
  const lock = lockOut(clock);
  await using world = await ProviderMove.from(gmxServer({ script: lock }), clock);
  const wrong = {
    ...optionsOf(world.old),
    secret: () => Promise.resolve({ kind: 'password', value: 'wrong' } as const),
  };
  for (let tries = 0; tries < 3; tries++) await factsOf(sourceAccount(wrong).connect(signal));
  const facts = await factsOf(world.move.run());
  expect(facts).toMatchObject({ kind: 'sign-in-refused', when: 'never', side: 'source' });
  expect(signInRefusal(facts.serverText ?? null, facts.code ?? null)).toBe('too-many-tries');
  expect(lock.whileLocked).toBe(1);
  // When it is over, the move goes as if nothing had been.
  clock.skip(900_000);
  expect(await world.move.run()).toMatchObject({ end: 'finished', copied: MOVED * 12, failed: 0 });
});

/** Waits until so many connections are reading, and then ends them all at the same time. */
function endAllAtOnce(connections: number, onEnd: () => void): ServerScript {
  const all = Promise.withResolvers<void>();
  let reading = 0;
  return {
    async beforeCommand(connection, { line }) {
      if (connection.id > connections || !line.includes('BODY.PEEK[]')) return null;
      if (++reading === connections) {
        onEnd();
        all.resolve();
      }
      await all.promise;
      await connection.send('* BYE Server shutting down\r\n');
      connection.cut();
      await untilClosed(connection);
      return null;
    },
  };
}

test('a password that was changed, noticed by four connections at once: it is tried once, and the account is not locked', async () => {
  const clock = new SkippingClock();
  const lock = lockOut(clock);
  let isChanged = false;
  const script = combineFaults(
    // Far away: all lanes would sign in at the same time.
    { beforeCommand: async (_, { name }) => (name === 'AUTHENTICATE' ? delay(400, null) : null) },
    endAllAtOnce(MOVED, () => {
      isChanged = true;
    }),
    lock,
  );
  await using world = await ProviderMove.from(gmxServer({ each: 20, script }), clock);
  const { password } = world.old;
  const secret = (): Promise<{ kind: 'password'; value: string }> =>
    Promise.resolve({ kind: 'password', value: isChanged ? 'no longer' : password });
  world.withSource({ secret });
  const outcome = await world.move.run({ lanes: 4, batchMessages: 5 });
  expect(outcome).toMatchObject({ end: 'sign-in-refused', side: 'source', failed: 0 });
  // What was under way at the server when the first was refused is counted there, too.
  await delay(600);
  expect([lock.refused, lock.whileLocked]).toEqual([1, 0]);
});
