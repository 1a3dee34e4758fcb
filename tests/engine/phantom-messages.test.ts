import { expect, test } from 'vitest';
import type { DestinationSession } from '../../main/engine/ports.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { contents, MemoryMove } from '../support/memory-move.ts';

/** How an account hands messages over. */
interface Ways {
  /** Whether a FETCH of the whole message brings nothing, the `time`-th time it is asked for; on which connection, from 1 on. */
  readonly isSilent: (uid: number, time: number, connection: number) => boolean;
  /** Whether it is listed after it was asked for in vain; always when missing. */
  readonly isListed?: (uid: number) => boolean;
  /** Whether it comes in two parts; never when missing. */
  readonly comesInParts?: (uid: number) => boolean;
}

/** An account that lists messages and does not hand all of them over: FETCH succeeds and brings nothing. */
function handingOver(source: MemoryMail, { isSilent, isListed, comesInParts }: Ways): MemoryMail {
  const connect = source.account.bind(source);
  const asked = new Map<number, number>();
  let connections = 0;
  source.account = () => ({
    connect: async (signal) => {
      const session: DestinationSession = await connect().connect(signal);
      const connection = ++connections;
      const { fetchBodies, fetchIndex, fetchInParts } = session;
      session.fetchBodies = (uids, onMessage, onLarge) => {
        const unlessSilent = async (uid: number, body: Buffer): Promise<void> => {
          asked.set(uid, (asked.get(uid) ?? 0) + 1);
          if (!isSilent(uid, asked.get(uid) ?? 0, connection)) await onMessage(uid, body);
        };
        return fetchBodies.call(session, uids, unlessSilent, onLarge);
      };
      session.fetchIndex = (uids, wish, onMessage) =>
        fetchIndex.call(session, uids, wish, async (message) => {
          if (!asked.has(message.uid) || (isListed?.(message.uid) ?? true)) await onMessage(message);
        });
      session.fetchInParts = async (uid, ...takers) =>
        (comesInParts?.(uid) ?? false) && fetchInParts.call(session, uid, ...takers);
      return session;
    },
  });
  return source;
}

function account(messages: number): MemoryMail {
  const source = new MemoryMail();
  for (let n = 1; n <= messages; n++) source.put('INBOX', { body: mail(String(n), `text ${String(n)}`) });
  return source;
}

/** What became of the messages that did not come along. */
function fates(move: MemoryMove): unknown[] {
  const [pair] = move.journal.pairs(1);
  return (['skipped', 'failed'] as const).flatMap((status) =>
    move.journal.messages(pair?.id ?? 0, status, 0, 10).map(({ uid, skip, problem }) => [uid, skip ?? problem?.kind]),
  );
}

test('a message that is still listed and never handed over is named, and all others arrive', async () => {
  const source = handingOver(account(12), { isSilent: (uid) => uid === 3 || uid === 8 });
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 10, skipped: 0, failed: 2 });
  expect(fates(move)).toEqual([
    [3, 'unreadable-at-source'],
    [8, 'unreadable-at-source'],
  ]);
  const told = move.events.flatMap((event) => (event.event === 'problem' ? [[event.uid, event.problem]] : []));
  expect(told).toMatchObject([
    [3, { kind: 'unreadable-at-source', side: 'source', subject: 'Hello' }],
    [8, { kind: 'unreadable-at-source', side: 'source' }],
  ]);
});

test('a message that the next listing lacks is gone, which is nobody’s fault', async () => {
  const isPhantom = (uid: number): boolean => uid === 3 || uid === 8;
  const source = handingOver(account(12), { isSilent: isPhantom, isListed: (uid) => !isPhantom(uid) });
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 10, skipped: 2, failed: 0, shortfalls: [] });
  expect(fates(move)).toEqual([
    [3, 'gone-at-source'],
    [8, 'gone-at-source'],
  ]);
  expect(move.events.filter(({ event }) => event === 'problem')).toEqual([]);
});

test.each<[string, Ways]>([
  ['at the second look', { isSilent: (uid, time) => uid % 5 === 0 && time === 1 }],
  ['over a fresh connection', { isSilent: (uid, _time, connection) => uid % 5 === 0 && connection === 1 }],
  ['in two parts', { isSilent: (uid) => uid % 5 === 0, comesInParts: () => true }],
])('a message that comes %s arrives, once', async (_way, ways) => {
  const source = handingOver(account(12), ways);
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 12, skipped: 0, failed: 0 });
  expect(contents(move.destination, 'INBOX').toSorted()).toEqual(contents(source, 'INBOX').toSorted());
});

test('a message that was not handed over is asked for again by the next run', async () => {
  let isWell = false;
  const source = handingOver(account(4), { isSilent: (uid) => uid === 2 && !isWell });
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 3, failed: 1 });
  isWell = true;
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 4, failed: 0 });
});

test('a mailbox replaced before the second look is listed anew', async () => {
  const source = handingOver(account(6), {
    isSilent: (uid, time) => {
      if (uid !== 2 || time > 1) return false;
      source.mailbox('INBOX').uidValidity += 1;
      return true;
    },
  });
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 6, skipped: 0, failed: 0 });
  expect(contents(move.destination, 'INBOX').toSorted()).toEqual(contents(source, 'INBOX').toSorted());
});
