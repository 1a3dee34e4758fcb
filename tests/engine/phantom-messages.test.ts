import { expect, test } from 'vitest';
import type { DestinationSession } from '../../main/engine/ports.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { contents, MemoryMove } from '../support/memory-move.ts';

/** An account that lists messages as iCloud does: FETCH succeeds and brings nothing. */
function withPhantoms(source: MemoryMail, isSilent: (uid: number, time: number) => boolean): MemoryMail {
  const connect = source.account.bind(source);
  const asked = new Map<number, number>();
  source.account = () => ({
    connect: async (signal) => {
      const session: DestinationSession = await connect().connect(signal);
      const fetchBodies = session.fetchBodies.bind(session);
      session.fetchBodies = (uids, onMessage) =>
        fetchBodies(uids, async (uid, body) => {
          asked.set(uid, (asked.get(uid) ?? 0) + 1);
          if (!isSilent(uid, asked.get(uid) ?? 0)) await onMessage(uid, body);
        });
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

test('a message that is listed but never delivered is skipped after a second look, and all others arrive', async () => {
  const looks = new Map<number, number>();
  const source = withPhantoms(account(12), (uid, time) => {
    looks.set(uid, time);
    return uid === 3 || uid === 8;
  });
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 10, skipped: 2, failed: 0 });
  expect([looks.get(3), looks.get(8), looks.get(4)]).toEqual([2, 2, 1]);
  const [pair] = move.journal.pairs(1);
  const skipped = move.journal.messages(pair?.id ?? 0, 'skipped', 0, 10);
  expect(skipped.map(({ uid, skip }) => [uid, skip])).toEqual([
    [3, 'gone-at-source'],
    [8, 'gone-at-source'],
  ]);
  expect(move.events.filter(({ event }) => event === 'problem')).toEqual([]);
});

test('a message that comes at the second look arrives, once', async () => {
  const source = withPhantoms(account(12), (uid, time) => uid % 5 === 0 && time === 1);
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 12, skipped: 0, failed: 0 });
  expect(contents(move.destination, 'INBOX').toSorted()).toEqual(contents(source, 'INBOX').toSorted());
});

test('a mailbox replaced before the second look is listed anew', async () => {
  const source = withPhantoms(account(6), (uid, time) => {
    if (uid !== 2 || time > 1) return false;
    source.mailbox('INBOX').uidValidity += 1;
    return true;
  });
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 6, skipped: 0, failed: 0 });
  expect(contents(move.destination, 'INBOX').toSorted()).toEqual(contents(source, 'INBOX').toSorted());
});
