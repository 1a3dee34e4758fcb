import { expect, test } from 'vitest';
import { awkwardAccount, mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { allContents, contents, MemoryMove } from '../support/memory-move.ts';

function renumber(server: MemoryMail, mailbox: string): void {
  const box = server.mailbox(mailbox);
  box.uidValidity += 1_000;
  box.messages = box.messages.map((message, index) => ({ ...message, uid: 501 + index }));
  box.uidNext = 501 + box.messages.length;
}

for (const when of ['half way', 'at the end'] as const) {
  test(`the source renumbers its messages ${when}: nothing is copied again`, async () => {
    const move = new MemoryMove(awkwardAccount(), new MemoryMail());
    const stop = new AbortController();
    let appends = 0;
    move.destination.onStep = (name, step) => {
      if (name === 'append' && step === 'after' && ++appends === 2 && when === 'half way') stop.abort();
    };
    const first = await move.run({}, stop.signal);
    expect(first.end).toBe(when === 'half way' ? 'stopped' : 'finished');
    renumber(move.source, 'INBOX');
    move.source.put('INBOX', { body: mail('new', 'came later') });
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    expect(allContents(move.destination)).toEqual(allContents(move.source));
  });

  test(`the destination renumbers its messages ${when}: they are recognised`, async () => {
    const move = new MemoryMove(awkwardAccount(), new MemoryMail());
    const stop = new AbortController();
    let appends = 0;
    move.destination.onStep = (name, step) => {
      if (name === 'append' && step === 'after' && ++appends === 2 && when === 'half way') stop.abort();
    };
    await move.run({}, stop.signal);
    renumber(move.destination, 'INBOX');
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    expect(allContents(move.destination)).toEqual(allContents(move.source));
  });
}

test.each(['quick', 'deep'] as const)(
  'the destination renumbers its messages before a %s look: none is called missing, and the next run finds all',
  async (depth) => {
    const move = new MemoryMove(awkwardAccount(), new MemoryMail());
    const { copied } = await move.run();
    renumber(move.destination, 'INBOX');
    const look = await move.verify(depth);
    expect(look).toMatchObject({ failed: 0, altered: 0 });
    expect(look.waiting).toBe(move.source.mailbox('INBOX').messages.length);
    const again = await move.run();
    expect(again).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    expect(again.copied + again.alreadyThere).toBe(copied);
    expect(allContents(move.destination)).toEqual(allContents(move.source));
  },
);

test('the destination is replaced by an empty one: everything is copied again', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail());
  await move.run();
  move.destination.mailboxes.delete('Sent');
  const inbox = move.destination.mailbox('INBOX');
  Object.assign(inbox, { uidValidity: 7, uidNext: 1, messages: [] });
  expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(contents(move.destination, 'INBOX')).toEqual(contents(move.source, 'INBOX'));
  expect(contents(move.destination, 'Sent')).toEqual(contents(move.source, 'Sent'));
});

test('a destination that is not empty keeps what it has, and gets only what is missing, as multisets', async () => {
  const source = awkwardAccount();
  const destination = new MemoryMail();
  // One of the three twins, one message with equal headers, and one that is none of ours.
  destination.put('INBOX', { body: mail('twin', 'same') });
  destination.put('INBOX', { body: mail('same-header', 'content B') });
  destination.put('INBOX', { body: mail('foreign', 'stays') });
  const move = new MemoryMove(source, destination);
  expect(await move.run()).toMatchObject({ end: 'finished', alreadyThere: 2, copied: 10, failed: 0 });
  const expected = [...contents(source, 'INBOX'), ...contents(destination, 'INBOX').slice(2, 3)];
  expect(contents(destination, 'INBOX').toSorted()).toEqual(expected.toSorted());
});

test('a message with equal headers, size and date but other content is found by the deep look and copied', async () => {
  const source = new MemoryMail();
  source.put('INBOX', { body: mail('same', 'content A') });
  const destination = new MemoryMail();
  destination.put('INBOX', { body: mail('same', 'content B') });
  const move = new MemoryMove(source, destination);
  expect(await move.run({ verify: 'deep' })).toMatchObject({ end: 'finished', copied: 1, alreadyThere: 0, altered: 0 });
  expect(destination.mailbox('INBOX').messages.map(({ body }) => body.toString())).toEqual([
    mail('same', 'content B'),
    mail('same', 'content A'),
  ]);
});

test('stopped in the middle of an APPEND: the batch is finished or settled, and the next run completes', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail());
  const stop = new AbortController();
  move.destination.onStep = (name, when) => {
    if (name === 'append' && when === 'before') stop.abort();
  };
  expect(await move.run({}, stop.signal)).toMatchObject({ end: 'stopped' });
  move.destination.onStep = () => {};
  expect(await move.run()).toMatchObject({ end: 'finished', waiting: 0 });
  expect(allContents(move.destination)).toEqual(allContents(move.source));
});

test('filters leave messages behind by name', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail());
  const outcome = await move.run({ since: Date.UTC(1990, 0, 1), maxSize: 170 });
  const counts = move.journal.pairs(1).map(({ id }) => move.journal.counts(id).byStatus.skipped.messages);
  expect(outcome.skipped).toBe(counts.reduce((sum, count) => sum + count, 0));
  expect(outcome.skipped).toBeGreaterThan(0);
  expect(contents(move.destination, 'Sent')).toHaveLength(1);
  // Another choice later: nothing is held back by the old one.
  expect(await move.run()).toMatchObject({ end: 'finished', skipped: 0, waiting: 0, failed: 0 });
  expect(contents(move.destination, 'INBOX').toSorted()).toEqual(contents(move.source, 'INBOX').toSorted());
});
