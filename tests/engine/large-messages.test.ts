import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { MailError, type MailErrorFacts } from '../../main/engine/mail-error.ts';
import { readMessages } from '../../main/engine/read-messages.ts';
import { noLimits } from '../../main/engine/settings.ts';
import { awkwardAccount, mail } from '../support/awkward-mail.ts';
import { fillBytes, GB, LimitedMove } from '../support/limited-move.ts';
import { MemoryMail, type MemoryRules } from '../support/memory-mail.ts';
import { allContents, contents, MemoryMove } from '../support/memory-move.ts';

const LARGE = 500;
const DAY = 86_400_000;
/** Of the letters that fill accounts. */
const LARGEST = 3_400;
const refusal: MailErrorFacts = { kind: 'message-refused', when: 'never', wide: 'message', outcome: 'refused' };

/** Ten messages, of which every second one is large. */
function mixed(rules: Partial<MemoryRules> = {}): MemoryMail {
  const source = new MemoryMail({ largeBytes: LARGE, ...rules });
  for (let n = 0; n < 10; n++) {
    const text = `text ${String(n)} ${n % 2 === 0 ? 'x'.repeat(2_000) : ''}`;
    source.put('INBOX', {
      body: mail(String(n), text, `Subject ${String(n)}`),
      flags: n === 4 ? ['$Odd'] : ['\\Seen'],
    });
  }
  return source;
}

function shasOf({ journal }: MemoryMove): (string | undefined)[] {
  const [pair] = journal.pairs(1);
  return journal.messages(pair?.id ?? 0, 'verified', 0, 100).map(({ digest }) => digest?.toString('hex'));
}

test('large messages arrive in their place, each by an APPEND of its own, and their SHA-256 is noted on the way', async () => {
  const move = new MemoryMove(mixed(), new MemoryMail());
  expect(await move.run({ verify: 'quick', batchMessages: 500 })).toMatchObject({ end: 'finished', copied: 10 });
  expect(contents(move.destination, 'INBOX')).toEqual(contents(move.source, 'INBOX'));
  expect(move.destination.commands.filter((name) => name === 'appendLarge')).toHaveLength(5);
  const sources = move.source.mailbox('INBOX').messages;
  expect(shasOf(move)).toEqual(sources.map(({ body }) => createHash('sha256').update(body).digest('hex')));
});

test('one that is refused for a keyword goes once more without it, in its place', async () => {
  const refuse: MemoryRules['refuse'] = ({ flags }) => (flags.includes('$Odd') ? refusal : null);
  const move = new MemoryMove(mixed(), new MemoryMail({ refuse }));
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 10, failed: 0 });
  const arrived = move.destination.mailbox('INBOX').messages;
  expect(arrived.map(({ body }) => body)).toEqual(move.source.mailbox('INBOX').messages.map(({ body }) => body));
  expect(arrived[4]?.flags).toEqual([]);
});

test('one that is refused for good is named with its subject, and the others arrive', async () => {
  const refuse: MemoryRules['refuse'] = ({ body }) => (body.includes('text 6') ? refusal : null);
  const move = new MemoryMove(mixed(), new MemoryMail({ refuse }));
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 9, failed: 1 });
  const problems = move.events.filter(({ event }) => event === 'problem');
  expect(problems).toMatchObject([{ uid: 7, problem: { kind: 'message-refused', subject: 'Subject 6' } }]);
});

test('one that the server stores in spite of its refusal is not sent again', async () => {
  const destination = new MemoryMail();
  const move = new MemoryMove(mixed(), destination);
  const connect = destination.account.bind(destination);
  const refused: number[] = [];
  destination.account = () => ({
    connect: async (stop) => {
      const session = await connect().connect(stop);
      const { appendLarge } = session;
      session.appendLarge = async (mailbox, message) => {
        const receipt = await appendLarge.call(session, mailbox, message);
        if (refused.push(receipt?.uids[0] ?? 0) === 2) throw new MailError(refusal);
        return receipt;
      };
      return session;
    },
  });
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 10, failed: 0 });
  expect(refused).toHaveLength(5);
  expect(contents(destination, 'INBOX')).toEqual(contents(move.source, 'INBOX'));
});

test('a lost journal finds large messages by their content, read in pieces on both sides', async () => {
  const source = awkwardAccount();
  const move = new MemoryMove(source, new MemoryMail());
  source.rules = { ...source.rules, largeBytes: 150 };
  await move.run();
  move.loseJournal();
  move.destination.rules = { ...move.destination.rules, largeBytes: 150 };
  const before = allContents(move.destination);
  expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(allContents(move.destination)).toEqual(before);
});

test('a source that sends more than it said is not asked on when the day is spent', async () => {
  const move = new LimitedMove({});
  fillBytes(move.source.mail, GB);
  move.source.mail.rules = { ...move.source.mail.rules, sizeOf: () => 10 };
  const reads: number[] = [];
  const limits = { source: { ...noLimits, bytesPerDay: 0.2 * GB }, destination: noLimits };
  move.source.mail.onStep = (name) => {
    if (name === 'body') reads.push(move.clock.now());
  };
  const outcome = await move.run({ limits });
  expect(outcome).toMatchObject({ end: 'finished', failed: 0 });
  const { bodiesRead } = move.source.mail;
  const dayUntil = (end: number): number =>
    reads.reduce((sum, at, index) => sum + (at > end - DAY && at <= end ? (bodiesRead[index]?.length ?? 0) : 0), 0);
  // The message with which the day's budget ends comes whole.
  expect(Math.max(...reads.map(dayUntil))).toBeLessThanOrEqual(0.2 * GB + LARGEST);
  expect(bodiesRead.reduce((sum, { length }) => sum + length, 0)).toBe(outcome.bytes);
});

test('a large message that is saved comes as a stream; where it is wanted twice, twice', async () => {
  const source = mixed();
  const { uidValidity, messages } = source.mailbox('INBOX');
  const session = await source.account().connect(new AbortController().signal);
  const wanted = [
    { mailbox: 'A', readsFrom: 'INBOX', uidValidity, uid: 1 },
    { mailbox: 'B', readsFrom: 'INBOX', uidValidity, uid: 1 },
    { mailbox: 'A', readsFrom: 'INBOX', uidValidity, uid: 2 },
  ];
  const saved: [string, number, boolean][] = [];
  await readMessages(session, wanted, async ({ mailbox, uid }, body) => {
    const pieces: Buffer[] = [];
    if (body && !Buffer.isBuffer(body)) for await (const piece of body) pieces.push(piece);
    const whole = Buffer.isBuffer(body) ? body : Buffer.concat(pieces);
    saved.push([mailbox, pieces.length, whole.equals(messages[uid - 1]?.body ?? Buffer.alloc(0))]);
  });
  expect(saved.map(([mailbox, pieces, isSame]) => [mailbox, pieces > 1, isSame]).toSorted()).toEqual([
    ['A', false, true],
    ['A', true, true],
    ['B', true, true],
  ]);
});
