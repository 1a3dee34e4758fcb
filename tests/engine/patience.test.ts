import { expect, test } from 'vitest';
import { MailError, type MailErrorFacts } from '../../main/engine/mail-error.ts';
import { PATIENCE_MS } from '../../main/engine/patience.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { contents, MemoryMove } from '../support/memory-move.ts';

/** Three mailboxes, of which the middle one, when it is opened, takes so long and fails so. */
function withBadMailbox(ms: number, facts: Partial<MailErrorFacts>, names: readonly string[] = ['Bad']): MemoryMove {
  const source = new MemoryMail();
  for (const name of ['INBOX', ...names, 'Zoo']) source.put(name, { body: mail(name, `of ${name}`) });
  const move = new MemoryMove(source, new MemoryMail());
  const open = source.mailbox.bind(source);
  source.mailbox = (name) => {
    if (!names.includes(name)) return open(name);
    opened += 1;
    move.clock.skip(ms);
    throw new MailError({
      kind: 'silence',
      when: 'later',
      wide: 'account',
      outcome: 'unclear',
      side: 'source',
      ...facts,
    });
  };
  return move;
}
let opened = 0;

test('one mailbox that never opens does not stop the others, and is named with the server’s words', async () => {
  opened = 0;
  const move = withBadMailbox(1, { kind: 'connection-lost', serverText: 'out of order' });
  const outcome = await move.run();
  expect(outcome).toMatchObject({ end: 'finished', copied: 2, failed: 1 });
  expect(outcome.shortfalls).toEqual([
    { mailbox: 'Bad', reason: 'given-up', messages: 1, side: 'source', serverText: 'out of order' },
  ]);
  expect(contents(move.destination, 'Zoo')).toHaveLength(1);
  // The stated number of attempts.
  expect(opened).toBe(7);
});

test('a server that falls silent for two minutes each time is left after five, not after seven times two', async () => {
  opened = 0;
  const move = withBadMailbox(120_000, {});
  const began = move.clock.now();
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 2, failed: 1 });
  expect(opened).toBe(3);
  expect(move.clock.now() - began).toBeLessThan(PATIENCE_MS + 120_000);
});

test('after some mailboxes in a row the others get one attempt each, and none is forgotten', async () => {
  opened = 0;
  const names = Array.from({ length: 8 }, (_unused, index) => `Bad ${String(index)}`);
  const move = withBadMailbox(1, { kind: 'connection-lost' }, names);
  const outcome = await move.run();
  expect(outcome).toMatchObject({ end: 'finished', copied: 2 });
  expect(outcome.shortfalls.map(({ mailbox }) => mailbox).toSorted()).toEqual(names);
  expect(opened).toBe(3 * 7 + 5);
});

test('the next run tries again what was given up', async () => {
  const move = withBadMailbox(1, { kind: 'connection-lost' });
  await move.run();
  move.source.mailbox = MemoryMail.prototype.mailbox.bind(move.source);
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 3, failed: 0, shortfalls: [] });
});

test('where the accounts cannot be reached either, the whole move stops, to go on later', async () => {
  const move = withBadMailbox(1, { kind: 'connection-lost' });
  move.source.onStep = (name) => {
    if (name !== 'ping') return;
    throw new MailError({ kind: 'offline', when: 'later', wide: 'everything', outcome: 'refused', side: 'source' });
  };
  expect(await move.run()).toMatchObject({ end: 'stopped', reason: { kind: 'connection-lost' } });
});
