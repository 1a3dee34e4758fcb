import { expect, test } from 'vitest';
import { MemoryMail } from '../../support/memory-mail.ts';
import { contents } from '../../support/memory-move.ts';
import { release } from '../guillotine.ts';
import {
  account,
  dates,
  expectLabels,
  sent,
  expectSame,
  isFresh,
  labelMove,
  OrderedMove,
  put,
  settings,
  since,
} from './ordered-move.ts';

test('every recent message of every mailbox is there before the first older one', async () => {
  for (const lanes of [1, 3]) {
    const move = new OrderedMove(account());
    expect(await move.run({ ...settings, lanes })).toMatchObject({ end: 'finished', copied: 12 });
    expect(move.turn).toBe(5);
    expectSame(move, `${String(lanes)} lanes`);
  }
});

test('inside each part a mailbox keeps its order', async () => {
  const move = new OrderedMove(account());
  await move.run(settings);
  const order = sent(contents(move.source, 'INBOX'));
  expect(contents(move.destination, 'INBOX')).toEqual([1, 4, 5, 0, 2, 3, 6].map((index) => order[index]));
});

test('nothing is verified before the older mail has its turn', async () => {
  const move = new OrderedMove(account());
  await move.run({ ...settings, verify: 'deep' });
  const ended = move.events.findIndex((event) => event.event === 'recent' && event.recent.ended);
  const verifying = move.events.findIndex((event) => event.event === 'mailbox' && event.mailbox.phase === 'verifying');
  expect(ended).toBeGreaterThan(0);
  expect(verifying).toBeGreaterThan(ended);
});

test('without the wish nothing goes first', async () => {
  const move = new OrderedMove(account());
  await move.run({ verify: 'quick' });
  expect(move.turn).toBeNull();
  expect(move.recent()).toEqual([]);
  expect(contents(move.destination, 'INBOX')).toEqual(sent(contents(move.source, 'INBOX')));
});

test('it tells how far the recent part is, and when it is over, once', async () => {
  const move = new OrderedMove(account());
  await move.run({ ...settings, batchMessages: 1 });
  const told = move.recent();
  const bytes = [...move.source.mailboxes.values()]
    .flatMap(({ messages }) => messages)
    .filter(({ internalDate }) => [dates.fresh, dates.first].includes(internalDate))
    .reduce((sum, { body }) => sum + body.length, 0);
  expect(told.filter(({ ended }) => ended)).toEqual([
    { since, done: 5, total: 5, doneBytes: bytes, totalBytes: bytes, counted: true, ended: true },
  ]);
  expect(told.at(-1)?.ended).toBe(true);
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((one, other) => one - other));
  expect(new Set(told.map(({ done }) => done))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  // The total is not said to be all before each mailbox was counted.
  expect(told.filter(({ counted, total }) => counted && total !== 5)).toEqual([]);
});

test('stopped in the first part, the numbers go on where they were; in the second, the first costs no command', async () => {
  const move = new OrderedMove(account());
  const stop = new AbortController();
  move.destination.onStep = (name, when) => {
    if (name === 'append' && when === 'after' && move.stored.length === 2) stop.abort();
  };
  expect(await move.run({ ...settings, batchMessages: 1 }, stop.signal)).toMatchObject({ end: 'stopped', copied: 2 });
  expect(move.recent().some(({ ended }) => ended)).toBe(false);
  const before = move.events.length;
  const later = new AbortController();
  move.destination.onStep = (name, when) => {
    if (name === 'append' && when === 'after' && move.stored.length === 7) later.abort();
  };
  await move.run({ ...settings, batchMessages: 1 }, later.signal);
  const told = move.events.slice(before).flatMap((event) => (event.event === 'recent' ? [event.recent] : []));
  expect(told[0]).toMatchObject({ done: 2 });
  expect(told.at(-1)).toMatchObject({ done: 5, total: 5, ended: true });
  expect(move.turn).toBe(5);

  release(move);
  const opened = (server: MemoryMail): number => server.commands.filter((name) => name === 'open').length;
  // The same state, gone on with and without the wish: as many mailboxes are opened.
  const counts: number[] = [];
  for (const recentFirst of [null, since]) {
    const twin = recentFirst === null ? await stoppedAt(7) : move;
    const opens = opened(twin.source);
    await twin.run({ ...settings, recentFirst });
    counts.push(opened(twin.source) - opens);
    expectSame(twin, String(recentFirst));
  }
  expect(counts[1]).toBe(counts[0]);
});

/** A move stopped after so many messages were stored, recent ones first. */
async function stoppedAt(messages: number): Promise<OrderedMove> {
  const move = new OrderedMove(account());
  for (const at of [2, messages]) {
    const stop = new AbortController();
    move.destination.onStep = (name, when) => {
      if (name === 'append' && when === 'after' && move.stored.length === at) stop.abort();
    };
    await move.run({ ...settings, batchMessages: 1 }, stop.signal);
  }
  release(move);
  return move;
}

test('what filters leave behind is not counted, and a later filter than the cut-off leaves only the first part', async () => {
  const move = new OrderedMove(account());
  await move.run({ ...settings, since: Date.UTC(2026, 9, 1) });
  expect(move.recent().at(-1)).toMatchObject({ done: 4, total: 4, ended: true });
  // A date nobody can read is no reason to leave a message behind.
  expect(move.stored).toEqual(['fresh', 'fresh', 'fresh', 'fresh', 'unreadable']);
});

test('a mailbox that cannot be moved is told once', async () => {
  const move = new OrderedMove(account());
  move.destination.rules = {
    ...move.destination.rules,
    refuse: (_message, mailbox) =>
      mailbox === 'INBOX' ? { kind: 'no-permission', when: 'never', wide: 'mailbox', outcome: 'refused' } : null,
  };
  expect(await move.run(settings)).toMatchObject({ end: 'finished', failed: 7 });
  const problems = move.events.filter((event) => event.event === 'problem');
  expect(problems).toHaveLength(1);
  expect(move.events.filter((event) => event.event === 'mailbox' && event.mailbox.phase === 'done')).not.toEqual([]);
  expect(new Set(lastPhases(move).values())).toEqual(new Set(['done']));
});

function lastPhases(move: OrderedMove): Map<string, string> {
  return new Map(
    move.events.flatMap((event) =>
      event.event === 'mailbox' ? [[event.mailbox.source, event.mailbox.phase] as const] : [],
    ),
  );
}

test('a first part with nothing in it ends at once', async () => {
  const move = new OrderedMove(account());
  await move.run({ ...settings, recentFirst: Date.UTC(2030, 0, 1) });
  expect(move.recent().at(-1)).toMatchObject({ total: 0, ended: true });
  expectSame(move, 'nothing is recent');
});

test('labels: recent messages of all folders first, uploaded once and copied by the server', async () => {
  const { move, gmail } = labelMove();
  await move.run(settings);
  expect(move.stored.filter(isFresh)).toHaveLength(6);
  expect(move.turn).toBe(6);
  expect(move.destination.commands).toContain('copy');
  expect(new Set(gmail.mail.bodiesRead).size).toBe(gmail.mail.bodiesRead.length);
  expectLabels(move, gmail, 'whole');
});

test('a connection that was idle for long while others worked is not used for the older mail', async () => {
  const source = new MemoryMail();
  put(source, 'INBOX', ['fresh', 'old']);
  put(source, 'Letters', [...Array.from({ length: 40 }, () => 'fresh' as const), 'old']);
  const move = new OrderedMove(source);
  let connected = 0;
  source.onStep = (name, when) => {
    if (name === 'connect' && when === 'after') connected += 1;
  };
  // Ten seconds for each message.
  let passed = 0;
  const now = move.clock.now.bind(move.clock);
  move.clock.now = () => now() + passed;
  move.destination.onStep = (name, when) => {
    if (name === 'append' && when === 'before') passed += 10_000;
  };
  await move.run({ ...settings, lanes: 2, batchMessages: 1 });
  expect(move.turn).toBe(41);
  // One to look, one more lane in each part, and a new one in place of that which had nothing to do for minutes.
  expect(connected).toBe(4);
});
