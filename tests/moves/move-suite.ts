import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochOf } from '../../main/engine/internal-date.ts';
import {
  letPass,
  type DestinationSession,
  type MailAccount,
  type MailSession,
  type SourceSession,
} from '../../main/engine/ports.ts';
import { mail } from '../support/awkward-mail.ts';
import { ServerMove } from '../support/dovecot-move.ts';

/** Two accounts to move between, both empty at first. */
export interface MovePair {
  /** The old account with the verbs to fill it. */
  readonly filling: MailAccount<DestinationSession>;
  readonly source: MailAccount<SourceSession>;
  readonly destination: MailAccount<DestinationSession>;
  /** Delimiter of the old account. */
  readonly delimiter: string;
  readonly prefix: string;
}

/** Servers of one kind; a new pair of accounts for each test. */
export interface MoveServers {
  pair(): Promise<MovePair>;
  stop(): Promise<void>;
}

const signal = new AbortController().signal;

async function fill({ filling, delimiter, prefix }: MovePair): Promise<number> {
  const session = await filling.connect(signal);
  const date = '17-Jul-1996 02:44:25 -0700';
  const names = ['INBOX', prefix + 'Sent', prefix + ['Arbeit', 'Büro & Co'].join(delimiter), prefix + '日本語'];
  let count = 0;
  for (const [box, name] of names.entries()) {
    if (box > 0) await session.create(name, null);
    if (box === 3) await session.subscribe(name);
    const bodies = Array.from({ length: 12 }, (_, n) =>
      mail(`${String(box)}-${String(n)}`, `text ${'x'.repeat(n * 500)}`),
    );
    // A message without Message-ID, two that differ in nothing but their text, and a doubled one.
    bodies.push(
      mail(null, 'no id'),
      mail('same', 'text A'),
      mail('same', 'text B'),
      mail('twin', 'twin'),
      mail('twin', 'twin'),
    );
    for (const [n, body] of bodies.entries()) {
      const flags = [...(n % 2 === 0 ? ['\\Seen'] : []), ...(n % 3 === 0 ? ['\\Flagged', '$Forwarded'] : [])];
      await session.append(name, [
        { body: Buffer.from(body), flags, internalDate: date.replace('17', String(10 + n)) },
      ]);
      count++;
    }
  }
  await session.close();
  return count;
}

/** What a mailbox holds, in its order. */
async function contents(session: MailSession, name: string): Promise<string[]> {
  const { exists } = await session.open(name);
  if (exists === 0) return [];
  const lines = new Map<number, string>();
  await session.fetchIndex('1:*', false, ({ uid, flags, internalDate }) => {
    lines.set(uid, `${[...(flags ?? [])].sort().join(' ')} ${String(epochOf(internalDate))}`);
  });
  await session.fetchBodies(
    '1:*',
    (uid, body) => {
      lines.set(uid, `${createHash('sha256').update(body).digest('hex').slice(0, 16)} ${lines.get(uid) ?? ''}`);
    },
    letPass,
  );
  return [...lines].sort(([one], [other]) => one - other).map(([, line]) => line);
}

async function expectSame(pair: MovePair, move: ServerMove, inOrder = true): Promise<void> {
  const [old, fresh] = await Promise.all([pair.source.connect(signal), pair.destination.connect(signal)]);
  const pairs = move.journal.pairs(1);
  expect(pairs.length).toBeGreaterThanOrEqual(4);
  for (const { source, destination } of pairs) {
    const [here, there] = [await contents(old, source), await contents(fresh, destination)];
    expect(inOrder ? there : there.sort(), source).toEqual(inOrder ? here : here.sort());
  }
  const subscribed = new Set((await fresh.inspect()).mailboxes.filter((box) => box.subscribed).map(({ name }) => name));
  for (const { destination, subscribed: wanted } of pairs) if (wanted) expect(subscribed).toContain(destination);
  await Promise.all([old.close(), fresh.close()]);
}

function moveOf(pair: MovePair): ServerMove {
  return new ServerMove(pair.source, pair.destination);
}

async function expectNothingToDo(move: ServerMove, messages: number): Promise<void> {
  const before = move.events.length;
  const outcome = await move.run();
  expect(outcome).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(outcome.copied + outcome.alreadyThere).toBe(messages);
  const phases = move.events.slice(before).flatMap((event) => (event.event === 'mailbox' ? [event.mailbox.phase] : []));
  expect(new Set(phases)).toEqual(new Set(['done']));
}

/** Stops as soon as some messages have arrived. */
async function runHalfWay(move: ServerMove): Promise<void> {
  const stop = new AbortController();
  const seen = move.events.length;
  const watch = setInterval(() => {
    const some = move.events.slice(seen).some((event) => event.event === 'mailbox' && event.mailbox.done > 4);
    if (some) stop.abort();
  }, 0);
  await move.run({ batchMessages: 5, lanes: 1, verify: 'none' }, stop.signal);
  clearInterval(watch);
}

/** The promises of a move, whatever the two servers are. */
export function describeMoves(name: string, start: () => Promise<MoveServers>): void {
  describe(`moves between ${name}`, () => {
    let servers: MoveServers;
    let pair: MovePair;
    let messages: number;

    beforeAll(async () => {
      servers = await start();
    });
    afterAll(async () => {
      await servers.stop();
    });
    const filled = async (): Promise<ServerMove> => {
      pair = await servers.pair();
      messages = await fill(pair);
      return moveOf(pair);
    };

    test('everything arrives, in order, and a second run has nothing to do', async () => {
      const move = await filled();
      const outcome = await move.run({ verify: 'deep' });
      expect(outcome).toMatchObject({ end: 'finished', copied: messages, failed: 0, altered: 0, waiting: 0 });
      await expectSame(pair, move);
      await expectNothingToDo(move, messages);
    });

    test('stopped half way, it goes on', async () => {
      const move = await filled();
      await runHalfWay(move);
      expect(await move.run()).toMatchObject({ end: 'finished', copied: messages, failed: 0, waiting: 0 });
      await expectSame(pair, move);
      await expectNothingToDo(move, messages);
    });

    test('without its journal, it recognises what arrived', async () => {
      const move = await filled();
      await runHalfWay(move);
      move.loseJournal();
      const outcome = await move.run();
      expect(outcome).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
      expect(outcome.copied + outcome.alreadyThere).toBe(messages);
      await expectSame(pair, move, false);
      await expectNothingToDo(move, messages);
    });

    test('what the destination has already is not sent again, as often as it has it', async () => {
      const move = await filled();
      const [old, fresh] = await Promise.all([pair.filling.connect(signal), pair.destination.connect(signal)]);
      const opened = await old.open('INBOX');
      const bodies = new Map<number, Buffer>();
      await old.fetchBodies('1:*', (uid, body) => void bodies.set(uid, body), letPass);
      const taken: { flags: readonly string[]; internalDate: string; body: Buffer }[] = [];
      await old.fetchIndex('1:*', false, ({ uid, flags, internalDate }) => {
        // Every third, and one of the two twins.
        const body = bodies.get(uid);
        if (body && (uid % 3 === 0 || uid === (opened.uidNext ?? 0) - 1))
          taken.push({ flags: flags ?? [], internalDate, body });
      });
      for (const message of taken) await fresh.append('INBOX', [message]);
      await Promise.all([old.close(), fresh.close()]);
      const outcome = await move.run();
      expect(outcome).toMatchObject({ end: 'finished', failed: 0, alreadyThere: taken.length });
      expect(outcome.copied).toBe(messages - taken.length);
      await expectSame(pair, move, false);
    });
  });
}
