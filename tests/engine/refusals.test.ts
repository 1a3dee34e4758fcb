import { expect, test } from 'vitest';
import type { MailErrorFacts } from '../../main/engine/mail-error.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import { awkwardAccount, mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { lost } from '../support/memory-session.ts';
import { allContents, contents, MemoryMove } from '../support/memory-move.ts';

const tooBig: MailErrorFacts = {
  kind: 'too-big',
  when: 'never',
  wide: 'message',
  outcome: 'refused',
  serverText: '[TOOBIG] no room for this one',
};

function bodies(server: MemoryMail, mailbox: string): string[] {
  return server.mailbox(mailbox).messages.map(({ body }) => body.toString());
}

test('one refused message of a batch is named with the server’s words, all others arrive in order', async () => {
  const source = new MemoryMail();
  for (let n = 0; n < 20; n++)
    source.put('INBOX', { body: mail(String(n), `text ${String(n)}`, `Subject ${String(n)}`) });
  const destination = new MemoryMail({ refuse: ({ body }) => (body.includes('text 13') ? tooBig : null) });
  const move = new MemoryMove(source, destination);
  const outcome = await move.run({ batchMessages: 500 });
  expect(outcome).toMatchObject({ end: 'finished', copied: 19, failed: 1 });
  expect(bodies(destination, 'INBOX')).toEqual(bodies(source, 'INBOX').filter((body) => !body.includes('text 13')));
  expect(move.events.filter(({ event }) => event === 'problem')).toEqual([
    {
      event: 'problem',
      mailbox: 'INBOX',
      uid: 14,
      problem: expect.objectContaining({ kind: 'too-big', serverText: tooBig.serverText, subject: 'Subject 13' }),
    },
  ]);
  // Once the server takes it, the next run brings the missing one and nothing else.
  destination.rules = { ...destination.rules, refuse: () => null };
  expect(await move.run()).toMatchObject({ copied: 20, failed: 0 });
  expect(contents(destination, 'INBOX').toSorted()).toEqual(contents(source, 'INBOX').toSorted());
});

test('a message that kills every connection is set aside, the rest arrives', async () => {
  const destination = new MemoryMail({
    refuse: ({ body }) =>
      body.includes('content B') ? { ...lost().facts, kind: 'bye', serverText: 'Invalid character' } : null,
  });
  const move = new MemoryMove(awkwardAccount(), destination);
  const outcome = await move.run({ batchMessages: 500 });
  expect(outcome).toMatchObject({ end: 'finished', failed: 1, waiting: 0 });
  const expected = allContents(move.source);
  const arrived = allContents(destination);
  expect(arrived['Sent']).toEqual(expected['Sent']);
  expect(arrived['INBOX']).toHaveLength((expected['INBOX'] ?? []).length - 1);
});

test('a message that was stored the time it was to be given up on is not sent again by the next run', async () => {
  const source = new MemoryMail();
  for (let n = 0; n < 8; n++) source.put('INBOX', { body: mail(String(n), n === 5 ? 'BAD' : 'good') });
  const destination = new MemoryMail();
  const move = new MemoryMove(source, destination);
  let [alone, stored] = [0, false];
  destination.rules = {
    ...destination.rules,
    refuse: ({ body }) => {
      if (stored || !body.includes('BAD')) return null;
      // Alone under way for the third time, it is stored, and only the answer gets lost.
      const before = move.journal.counts(1).byStatus.intended.messages;
      if (before === 1 && ++alone === 3) {
        stored = true;
        return null;
      }
      return lost().facts;
    },
  };
  let cut = false;
  destination.onStep = (name, when) => {
    if (name === 'append' && when === 'after' && stored && !cut) {
      cut = true;
      throw lost();
    }
  };
  expect(await move.run({ batchMessages: 4 })).toMatchObject({ end: 'finished', copied: 8, failed: 0, waiting: 0 });
  expect(cut).toBe(true);
  await move.run();
  expect(contents(destination, 'INBOX')).toEqual(contents(source, 'INBOX'));
});

const tooLargeToRead = (): MailError =>
  new MailError({ kind: 'too-big', when: 'never', wide: 'message', outcome: 'unclear' });

test.each([
  // Nobody says why: it is not yet there. What is too large for us stays so.
  { broken: lost, ends: { end: 'stopped', failed: 0, waiting: 1 } },
  { broken: tooLargeToRead, ends: { end: 'finished', failed: 1, waiting: 0 } },
])(
  'a message that breaks the connection when it is read is set aside, the rest arrives: $ends.end',
  async ({ broken, ends }) => {
    const source = awkwardAccount();
    const poison = source.mailbox('INBOX').messages[5];
    const move = new MemoryMove(source, new MemoryMail());
    const bodyOf = poison?.body;
    Object.defineProperty(poison, 'body', {
      get: () => {
        if (reading) throw broken();
        return bodyOf;
      },
    });
    let reading = false;
    source.onStep = (name, when) => {
      reading = name === 'body' || (name === 'fetchBodies' && when === 'after');
    };
    const outcome = await move.run({ attempts: 12 });
    expect(outcome).toMatchObject(ends);
    expect(move.destination.mailbox('INBOX').messages).toHaveLength(source.mailbox('INBOX').messages.length - 1);
  },
);

test('destination full: what is there stays, the run says so, and the next one goes on', async () => {
  let room = 5;
  const full: MailErrorFacts = {
    kind: 'over-quota',
    when: 'later',
    wide: 'account',
    outcome: 'refused',
    serverText: '[OVERQUOTA]',
  };
  const destination = new MemoryMail({ refuse: () => (room-- > 0 ? null : full) });
  const move = new MemoryMove(awkwardAccount(), destination);
  const outcome = await move.run({ batchMessages: 2 });
  expect(outcome).toMatchObject({ end: 'destination-full', failed: 0, reason: { serverText: '[OVERQUOTA]' } });
  expect(outcome.copied).toBe(destination.mailbox('INBOX').messages.length);
  room = 1_000;
  expect(await move.run()).toMatchObject({ end: 'finished', waiting: 0 });
  expect(allContents(destination)).toEqual(allContents(move.source));
});

test('sign-in refused in the middle stops at once and is not retried', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail());
  let refusals = 0;
  let cut = false;
  move.destination.onStep = (name, when) => {
    if (name === 'append' && when === 'after' && !cut) {
      cut = true;
      throw lost();
    }
    if (name === 'connect' && when === 'before' && cut) {
      refusals++;
      throw new MailError({
        kind: 'sign-in-refused',
        when: 'never',
        wide: 'account',
        outcome: 'refused',
        code: 'EXPIRED',
        retryAfterMs: 60_000,
      });
    }
  };
  // What the server told beside its words goes along, for the reason to be read from.
  const reason = { kind: 'sign-in-refused', serverText: null, code: 'EXPIRED', retryAfterMs: 60_000 };
  expect(await move.run()).toMatchObject({ end: 'sign-in-refused', side: 'destination', reason });
  expect(refusals).toBe(1);
});

test('a mailbox the destination refuses is named; the others arrive', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail());
  const refusal = new MailError({
    kind: 'name-refused',
    when: 'never',
    wide: 'mailbox',
    outcome: 'refused',
    serverText: 'no such names here',
  });
  move.destination.onStep = (name, when) => {
    // CREATE comes in the order of the mailboxes: Sent is the first to be made.
    if (name === 'create' && when === 'before' && !move.destination.commands.slice(0, -1).includes('create'))
      throw refusal;
  };
  const outcome = await move.run();
  expect(outcome).toMatchObject({ end: 'finished', failed: 2 });
  expect(contents(move.destination, 'INBOX')).toEqual(contents(move.source, 'INBOX'));
  expect(contents(move.destination, 'Archive/2019')).toEqual(contents(move.source, 'Archive/2019'));
});

test('what the destination changes on storing is named as altered, and nothing else', async () => {
  const destination = new MemoryMail({
    store: (body) => (body.includes('content A') ? Buffer.from(body.toString().replace(/\r\n$/, '\n')) : body),
  });
  const move = new MemoryMove(awkwardAccount(), destination);
  const outcome = await move.run();
  expect(outcome).toMatchObject({ end: 'finished', failed: 0, altered: 1 });
  const problems = move.events.flatMap((event) => (event.event === 'problem' ? [event.problem] : []));
  expect(problems).toEqual([expect.objectContaining({ kind: 'altered', differs: ['content', 'size'] })]);
  // Altered or not, it is recognised without a journal: nothing is sent twice.
  move.loseJournal();
  expect(await move.run()).toMatchObject({ copied: 0, altered: 1 });
});

test('keywords the destination does not admit are left out, counted and named', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail());
  move.destination.make('Sent').permanentFlags = ['\\Seen', '\\Flagged'];
  expect(await move.run()).toMatchObject({ failed: 0, altered: 0 });
  expect(move.destination.mailbox('Sent').messages[0]?.flags).toEqual(['\\Seen']);
  const pair = move.journal.pairs(1).find(({ source }) => source === 'Sent');
  expect(pair?.droppedKeywords).toEqual({ $Forwarded: 1 });
});

test('fewer connections than lanes: the move steps back and completes', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail({ maxConnections: 2 }));
  expect(await move.run({ lanes: 4 })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(allContents(move.destination)).toEqual(allContents(move.source));
});

test('an expunged message is skipped, one that is listed but cannot be read is named', async () => {
  const source = awkwardAccount();
  const move = new MemoryMove(source, new MemoryMail());
  const inbox = source.mailbox('INBOX');
  source.onStep = (name, when) => {
    if (name === 'fetchBodies' && when === 'before') inbox.messages = inbox.messages.filter(({ uid }) => uid !== 2);
  };
  expect(await move.run()).toMatchObject({ end: 'finished', skipped: 1, failed: 0 });
  expect(contents(move.destination, 'INBOX')).toEqual(contents(source, 'INBOX'));
});
