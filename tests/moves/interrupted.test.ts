import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Journal } from '../../main/engine/journal-port.ts';
import type { DestinationSession, MailAccount, MailSession } from '../../main/engine/ports.ts';
import { assertSameMailboxes, compareAccounts, describeDifferences } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { RawImap } from '../support/raw-imap.ts';
import { startProxy } from '../support/tcp-proxy.ts';

let old: Dovecot;
let fresh: Dovecot;

beforeAll(async () => {
  [old, fresh] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 500 }),
  ]);
  await fillPlainAccount(old, 'small@example.org', { mailboxes: 2, messagesEach: 20, maxBytes: 3_000 });
  await fillPlainAccount(old, 'larger@example.org', { mailboxes: 4, messagesEach: 60, maxBytes: 60_000 });
});

afterAll(async () => {
  await Promise.all([old.stop(), fresh.stop()]);
});

async function expectSame(move: ServerMove, from: string, to: string): Promise<void> {
  await assertSameMailboxes(rawAccount(old, from), rawAccount(fresh, to), move.mapping());
}

class Killed extends Error {}

/** Stops at the n-th call to a session or the journal, before or after its effect, and stays stopped. */
class Guillotine {
  calls = 0;
  #dead = false;
  readonly #stopAt: number;

  constructor(stopAt: number) {
    this.#stopAt = stopAt;
  }

  step(): void {
    if (this.#dead || ++this.calls === this.#stopAt) {
      this.#dead = true;
      throw new Killed();
    }
  }

  journal(journal: Journal): Journal {
    return this.#guard(journal, (result) => result);
  }

  account<Session extends MailSession>(account: MailAccount<Session>): MailAccount<Session> {
    return { connect: async (signal) => this.#guard(await account.connect(signal), (result) => result) };
  }

  #guard<Target extends object>(target: Target, pass: (result: unknown) => unknown): Target {
    return new Proxy(target, {
      get: (inner, name) => {
        const member: unknown = Reflect.get(inner, name, inner);
        if (typeof member !== 'function' || name === 'close' || name === 'destroy') {
          return typeof member === 'function' ? (member.bind(inner) as unknown) : member;
        }
        return (...values: unknown[]): unknown => {
          this.step();
          const result: unknown = Reflect.apply(member, inner, values);
          if (!(result instanceof Promise)) {
            this.step();
            return pass(result);
          }
          return result.then((value: unknown) => {
            this.step();
            return value;
          });
        };
      },
    });
  }
}

function guardedMove(to: string, guillotine: Guillotine): ServerMove {
  const move = ServerMove.between(connectOptions(old, 'small@example.org'), connectOptions(fresh, to));
  move.source = guillotine.account(move.source);
  move.destination = guillotine.account<DestinationSession>(move.destination);
  return move;
}

test('stopped at steps all over the move, resumed, the accounts are equal and nothing is left to do', async () => {
  const small = { lanes: 1, batchMessages: 8 };
  const whole = new Guillotine(Number.POSITIVE_INFINITY);
  const untouched = guardedMove('whole@example.org', whole);
  await untouched.run(small, undefined, whole.journal(untouched.journal));
  await expectSame(untouched, 'small@example.org', 'whole@example.org');
  const stride = Math.ceil(whole.calls / 40);
  for (let stopAt = 1; stopAt <= whole.calls; stopAt += stride) {
    const to = `stop${String(stopAt)}@example.org`;
    const guillotine = new Guillotine(stopAt);
    const move = guardedMove(to, guillotine);
    await expect(move.run(small, undefined, guillotine.journal(move.journal))).rejects.toThrow(Killed);
    const again = ServerMove.between(connectOptions(old, 'small@example.org'), connectOptions(fresh, to));
    again.journal = move.journal;
    expect(await again.run(small), `stopped at call ${String(stopAt)}`).toMatchObject({ end: 'finished', failed: 0 });
    await expectSame(again, 'small@example.org', to);
    const before = again.events.length;
    await again.run(small);
    expect(again.events.slice(before).filter(({ event }) => event === 'mailbox')).toHaveLength(2);
  }
});

test('connections cut at random on both sides: the same run goes on by itself', async () => {
  const [oldProxy, freshProxy] = await Promise.all([startProxy(old), startProxy(fresh)]);
  try {
    const move = ServerMove.between(
      connectOptions(old, 'larger@example.org', oldProxy.port),
      connectOptions(fresh, 'cut@example.org', freshProxy.port),
    );
    oldProxy.cutRandomly({ seed: 1, minBytes: 20_000, maxBytes: 500_000, times: 12 });
    freshProxy.cutRandomly({ seed: 2, minBytes: 20_000, maxBytes: 500_000, times: 12 });
    const outcome = await move.run({ batchMessages: 20, batchBytes: 300_000, lanes: 2, attempts: 30 });
    expect(outcome).toMatchObject({ end: 'finished', copied: 240, failed: 0, waiting: 0 });
    expect(oldProxy.cuts + freshProxy.cuts).toBeGreaterThan(10);
    await expectSame(move, 'larger@example.org', 'cut@example.org');
  } finally {
    await Promise.all([oldProxy.stop(), freshProxy.stop()]);
  }
});

test('the journal is lost in the middle: a new one recognises what arrived', async () => {
  const move = ServerMove.between(connectOptions(old, 'larger@example.org'), connectOptions(fresh, 'lost@example.org'));
  const stop = new AbortController();
  const settings = { batchMessages: 25, lanes: 2 };
  const stopped = setInterval(() => {
    const copied = move.events.filter((event) => event.event === 'mailbox' && event.mailbox.done > 20).length;
    if (copied > 0) stop.abort();
  }, 2);
  expect(await move.run(settings, stop.signal)).toMatchObject({ end: 'stopped' });
  clearInterval(stopped);
  move.loseJournal();
  const outcome = await move.run(settings);
  expect(outcome).toMatchObject({ end: 'finished', failed: 0 });
  expect(outcome.alreadyThere).toBeGreaterThan(0);
  expect(outcome.copied + outcome.alreadyThere).toBe(240);
  await expectSame(move, 'larger@example.org', 'lost@example.org');
});

test('a destination that fills up: stopped, nothing lost, and complete once there is room', async () => {
  const tight = await startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 10 });
  try {
    const client = await RawImap.open(rawAccount(tight));
    await client.create('Filler');
    for (let part = 0; part < 8; part++) {
      await client.append('Filler', { bytes: Buffer.alloc(1_000_000, 'in the way\r\n') });
    }
    await client.logout();
    const move = ServerMove.between(connectOptions(old, 'larger@example.org'), connectOptions(tight));
    const full = await move.run({ batchMessages: 10 });
    expect(full).toMatchObject({ end: 'destination-full', failed: 0, side: 'destination' });
    expect(full.copied).toBeGreaterThan(10);
    await tight.doveadm(['expunge', '-u', tight.user, 'mailbox', 'Filler', 'ALL']);
    expect(await move.run()).toMatchObject({ end: 'finished', copied: 240, failed: 0, waiting: 0 });
    const found = await compareAccounts(rawAccount(old, 'larger@example.org'), rawAccount(tight), move.mapping());
    expect(describeDifferences(found)).toEqual([]);
  } finally {
    await tight.stop();
  }
});
