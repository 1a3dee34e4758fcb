import { expect, test } from 'vitest';
import { mail } from '../../support/awkward-mail.ts';
import { ALL_MAIL, GmailMemory, held } from '../../support/gmail-memory.ts';
import { MemoryMail } from '../../support/memory-mail.ts';
import { lost } from '../../support/memory-session.ts';
import { MemoryMove } from '../../support/memory-move.ts';
import { Guillotine, Killed, release } from '../guillotine.ts';

/** So many that the list takes several pages of the journal. */
function large(): GmailMemory {
  const gmail = new GmailMemory();
  for (let n = 0; n < 1_200; n++) {
    gmail.put({ body: mail(String(n), `text ${String(n)}`), labels: n % 3 === 0 ? ['\\Inbox', 'Work'] : ['Work'] });
  }
  return gmail;
}

function rows(move: MemoryMove): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { id, source, sourceUidValidity } of move.journal.pairs(1)) {
    if (sourceUidValidity !== null) found[source] = move.journal.counts(id).byStatus.waiting.messages;
  }
  return found;
}

test('killed between two pages of the list: the next run lists all of it', async () => {
  const gmail = large();
  const move = new MemoryMove(gmail.mail, new MemoryMail());
  let pages = 0;
  const guillotine = new Guillotine(Number.POSITIVE_INFINITY, () => new Killed());
  const journal = new Proxy(move.journal, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (name !== 'addShares' || typeof member !== 'function') return member;
      return (...values: unknown[]): unknown => {
        if (++pages === 2) throw new Killed();
        return Reflect.apply(member, target, values);
      };
    },
  });
  guillotine.watch(move);
  await expect(move.run({}, undefined, journal)).rejects.toThrow(Killed);
  release(move);
  expect(rows(move)).toMatchObject({ Work: 500, INBOX: 167 });
  expect(await move.run({ verify: 'quick', batchMessages: 500 })).toMatchObject({
    end: 'finished',
    copied: 1_600,
    failed: 0,
    waiting: 0,
  });
  expect(held(move.destination, 'Work')).toHaveLength(1_200);
  // Each once, in windows: never far from the order of the source.
  expect(gmail.mail.bodiesRead).toHaveLength(1_200);
  const order = move.destination
    .mailbox('Work')
    .messages.map(({ body }) => Number(/text (\d+)/.exec(body.toString())?.[1]));
  expect(Math.max(...order.map((n, at) => Math.abs(n - at)))).toBeLessThan(500);
});

test('the list breaks off: it is fetched again in the same run, and one that never comes ends it', async () => {
  const gmail = large();
  const move = new MemoryMove(gmail.mail, new MemoryMail());
  let lists = 0;
  gmail.mail.onStep = (name, when) => {
    if (name === 'fetchIndex' && when === 'before' && ++lists <= 2) throw lost();
  };
  expect(await move.run({ verify: 'none', batchMessages: 500 })).toMatchObject({ end: 'finished', copied: 1_600 });
  // Of the first time nothing is told: a new connection may be all it takes.
  expect([lists, move.events.filter(({ event }) => event === 'paused').length]).toEqual([3, 1]);
  const never = new MemoryMove(large().mail, new MemoryMail());
  never.source.onStep = (name, when) => {
    if (name === 'fetchIndex' && when === 'before') throw lost();
  };
  expect(await never.run()).toMatchObject({ end: 'stopped', copied: 0 });
});

test('a move begun folder by folder goes on by labels: what has arrived is recognised', async () => {
  const gmail = new GmailMemory();
  const both = (id: string): void => void gmail.put({ body: mail(id, id), labels: ['\\Inbox', 'Work'] });
  for (const id of ['one', 'two', 'three']) both(id);
  // Before, the label folders were read themselves.
  const plain = new MemoryMail();
  for (const name of ['INBOX', 'Work'])
    for (const id of ['one', 'two', 'three']) plain.put(name, { body: mail(id, id) });
  const destination = new MemoryMail();
  const first = new MemoryMove(plain, destination);
  expect(await first.run()).toMatchObject({ end: 'finished', copied: 6 });
  const move = new MemoryMove(gmail.mail, destination);
  move.journal = first.journal;
  both('four');
  destination.commands.length = 0;
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 8, failed: 0, waiting: 0 });
  const writing = destination.commands.filter((name) => name === 'append' || name === 'copy');
  expect(writing).toEqual(['append', 'copy']);
  for (const name of ['INBOX', 'Work']) expect(held(destination, name)).toHaveLength(4);
  // And back, should All Mail no longer be shown.
  for (const name of ['INBOX', 'Work']) plain.put(name, { body: mail('four', 'four') });
  const back = new MemoryMove(plain, destination);
  back.journal = move.journal;
  destination.commands.length = 0;
  expect(await back.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(destination.commands.filter((name) => name === 'append' || name === 'copy')).toEqual([]);
});

test('without mod-sequences labels are looked at each time, and nothing is done that is done', async () => {
  const gmail = large();
  gmail.mail.mailbox(ALL_MAIL).highestModseq = null;
  const move = new MemoryMove(gmail.mail, new MemoryMail());
  await move.run({ verify: 'quick', batchMessages: 500 });
  gmail.mail.commands.length = 0;
  move.destination.commands.length = 0;
  expect(await move.run()).toMatchObject({ end: 'finished', waiting: 0 });
  expect(gmail.mail.commands).toEqual(['inspect', 'open', 'fetchIndex']);
  expect(move.destination.commands).toEqual(['inspect']);
});
