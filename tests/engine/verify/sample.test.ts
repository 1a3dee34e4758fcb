import { expect, test } from 'vitest';
import { chooseSample, shareOut } from '../../../main/engine/verify/choose-sample.ts';
import type { MigrationEvent } from '../../../shared/model/migration-event.ts';
import { MailError } from '../../../main/engine/mail-error.ts';
import { mail } from '../../support/awkward-mail.ts';
import { MemoryMail } from '../../support/memory-mail.ts';
import { MemoryMove } from '../../support/memory-move.ts';

/** Sixty messages in three mailboxes: 40, 15 and 5. */
async function movedAway(): Promise<MemoryMove> {
  const source = new MemoryMail();
  for (let n = 0; n < 60; n++) {
    const mailbox = n < 40 ? 'INBOX' : n < 55 ? 'Letters' : 'Few';
    source.put(mailbox, { body: mail(`m${String(n)}`, `text of number ${String(n)}`) });
  }
  const move = new MemoryMove(source, new MemoryMail());
  expect(await move.run({ verify: 'quick', batchMessages: 20 })).toMatchObject({ end: 'finished', copied: 60 });
  return move;
}

/** Changes one byte inside, so that it looks as before from outside. */
function tamper(server: MemoryMail, mailbox: string, place: number): void {
  const box = server.mailbox(mailbox);
  box.messages = box.messages.map((message, index) => {
    if (index !== place) return message;
    const body = Buffer.from(message.body);
    body[body.indexOf('text of') + 1] = 0x45;
    return { ...message, body };
  });
}

function checks(events: readonly MigrationEvent[]): readonly (readonly [string, number, number])[] {
  return events.flatMap((event) =>
    event.event === 'checked' ? [[event.check.what, event.check.done, event.check.total] as const] : [],
  );
}

test('a body that looks as before from outside is found when all are compared, and stays found', async () => {
  const move = await movedAway();
  tamper(move.destination, 'Letters', 7);
  expect(await move.verify('quick')).toMatchObject({ altered: 0, compared: 0 });
  const all = await move.verify({ kind: 'sample', bodies: 1_000 });
  expect(all).toMatchObject({ end: 'finished', altered: 1, compared: 60, comparedAtRandom: 60, waiting: 0 });
  expect(move.events.filter(({ event }) => event === 'problem')).toMatchObject([
    { mailbox: 'Letters', uid: 8, problem: { kind: 'altered', differs: ['content'] } },
  ]);
  // A later look from outside does not take the finding back.
  expect(await move.verify('quick')).toMatchObject({ altered: 1, compared: 60 });
});

test('a seed makes the choice repeatable: what it chooses is found, what it does not choose is not', async () => {
  const sample = { kind: 'sample', bodies: 12, seed: 7 } as const;
  const first = await movedAway();
  const uids = await chosenBy(first, sample.seed);
  const [chosen = 0] = uids;
  const missed = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].find((uid) => !uids.includes(uid)) ?? 0;
  expect([chosen > 0, missed > 0]).toEqual([true, true]);

  tamper(first.destination, 'INBOX', missed - 1);
  first.destination.bodiesRead.length = 0;
  first.source.bodiesRead.length = 0;
  expect(await first.verify(sample)).toMatchObject({ altered: 0, compared: 12, comparedAtRandom: 12 });
  expect(first.destination.bodiesRead).toHaveLength(12);
  expect(first.source.bodiesRead).toHaveLength(0);

  tamper(first.destination, 'INBOX', chosen - 1);
  expect(await first.verify(sample)).toMatchObject({ altered: 1, compared: 12 });
});

async function chosenBy(move: MemoryMove, seed: number): Promise<readonly number[]> {
  const pairs = move.journal.pairs(1);
  const sample = await chooseSample(
    move.journal,
    pairs.map(({ id }) => id),
    { kind: 'sample', bodies: 12, seed },
  );
  return sample.get(pairs.find(({ source }) => source === 'INBOX')?.id ?? 0) ?? [];
}

test('every folder gives its share, and every message is as likely as the others', async () => {
  const move = await movedAway();
  const pairs = ['INBOX', 'Letters', 'Few'].map(
    (name) => move.journal.pairs(1).find(({ source }) => source === name)?.id ?? 0,
  );
  const times = new Map<string, number>();
  for (let seed = 0; seed < 600; seed++) {
    const sample = await chooseSample(move.journal, pairs, { kind: 'sample', bodies: 12, seed });
    const sizes = pairs.map((pair) => sample.get(pair)?.length ?? 0);
    expect(sizes).toEqual([8, 3, 1]);
    for (const [pair, uids] of sample) {
      expect(new Set(uids).size).toBe(uids.length);
      for (const uid of uids)
        times.set(`${String(pair)} ${String(uid)}`, (times.get(`${String(pair)} ${String(uid)}`) ?? 0) + 1);
    }
  }
  // 600 times one in five is 120; five standard deviations are 49.
  expect(times.size).toBe(60);
  expect(Math.min(...times.values())).toBeGreaterThan(71);
  expect(Math.max(...times.values())).toBeLessThan(169);
});

test('small folders are looked into as well, where chance wills it', () => {
  const sizes = [990, 4, 6];
  const starts = [0, 0.25, 0.5, 0.75, 0.95, 0.99];
  const shares = starts.map((start) => shareOut(100, sizes, start));
  expect(shares.map((share) => share.reduce((sum, part) => sum + part, 0))).toEqual(starts.map(() => 100));
  expect(new Set(shares.map(([, second]) => second))).toEqual(new Set([0, 1]));
  expect(shareOut(20, [5, 0, 3], 0.9)).toEqual([5, 0, 3]);
  expect(shareOut(5, [0, 0], 0.5)).toEqual([0, 0]);
});

test('a move can end with a sample, in one go; it goes on where the connection was lost', async () => {
  const source = new MemoryMail();
  for (let n = 0; n < 250; n++) source.put('INBOX', { body: mail(`m${String(n)}`, `text of number ${String(n)}`) });
  const move = new MemoryMove(source, new MemoryMail());
  let reads = 0;
  move.destination.onStep = (name) => {
    if (name !== 'body' || ++reads !== 150) return;
    throw new MailError({ kind: 'connection-lost', when: 'later', wide: 'everything', outcome: 'unclear' });
  };
  const outcome = await move.run({ verify: { kind: 'sample', bodies: 220, seed: 1 }, batchMessages: 100 });
  expect(outcome).toMatchObject({ end: 'finished', copied: 250, altered: 0, compared: 220, comparedAtRandom: 220 });
  // Nothing is read once more but what was on its way when the connection was lost.
  expect(reads).toBe(220 + 1);
  expect(new Set(move.destination.bodiesRead.map(String)).size).toBe(220);
  expect(checks(move.events)).toEqual([
    ['compared', 0, 220],
    ['compared', 100, 220],
    ['compared', 200, 220],
    ['compared', 220, 220],
  ]);
});

test('what was there before is read on both sides, and copied when it turns out to be another message', async () => {
  const source = new MemoryMail();
  source.put('INBOX', { body: mail('same', 'content A') });
  const destination = new MemoryMail();
  destination.put('INBOX', { body: mail('same', 'content B') });
  const move = new MemoryMove(source, destination);
  expect(await move.run({ verify: 'quick' })).toMatchObject({ alreadyThere: 1, copied: 0 });
  const sample = { kind: 'sample', bodies: 20 } as const;
  expect(await move.run({ verify: sample })).toMatchObject({ alreadyThere: 0, copied: 1, waiting: 0, altered: 0 });
  expect(move.destination.mailbox('INBOX').messages.map(({ body }) => body.toString())).toContain(
    mail('same', 'content A'),
  );
});

test('a verification by sample looks everything up first, and tells both', async () => {
  const move = await movedAway();
  move.events.length = 0;
  await move.verify({ kind: 'sample', bodies: 6, seed: 3 });
  const told = checks(move.events);
  expect(told.filter(([what]) => what === 'identified').at(-1)).toEqual(['identified', 60, 60]);
  expect(told.at(-1)).toEqual(['compared', 6, 6]);
});

test('messages that arrive anew were not compared yet', async () => {
  const move = await movedAway();
  expect(await move.verify('deep')).toMatchObject({ compared: 60, comparedAtRandom: 0 });
  const few = move.destination.mailbox('Few');
  few.messages = few.messages.slice(2);
  expect(await move.verify('quick')).toMatchObject({ failed: 2, compared: 58 });
  expect(await move.run({ verify: 'quick' })).toMatchObject({ failed: 0, copied: 60, compared: 58 });
});
