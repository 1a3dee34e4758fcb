import { expect, test } from 'vitest';
import type { MigrationSettings } from '../../main/engine/settings.ts';
import type { RecentProgress } from '../../shared/model/migration-event.ts';
import { mail } from '../support/awkward-mail.ts';
import { GmailMemory, held } from '../support/gmail-memory.ts';
import { lost, MemoryMail } from '../support/memory-mail.ts';
import { contents, MemoryMove } from '../support/memory-move.ts';
import { Guillotine, Killed, release } from './guillotine.ts';

const since = Date.UTC(2026, 7, 24);
const settings = { recentFirst: since, verify: 'quick' } satisfies Partial<MigrationSettings>;
/** Just before, just at and after the moment, told in several zones; and no date at all. */
const dates = {
  old: '24-Aug-2026 01:59:59 +0200',
  ancient: '17-Jul-1996 02:44:25 -0700',
  first: '23-Aug-2026 17:00:00 -0700',
  fresh: ' 1-Nov-2026 12:00:00 +0000',
  unreadable: 'yesterday',
};
type When = keyof typeof dates;
const isFresh = (when: string): boolean => when === 'first' || when === 'fresh';

/** What is stored at the destination, in its order over all mailboxes; each body ends with its `When`. */
class OrderedMove extends MemoryMove {
  readonly stored: string[] = [];

  constructor(source: MemoryMail, rules: ConstructorParameters<typeof MemoryMail>[0] = {}) {
    const stored: string[] = [];
    const note = (body: Buffer): Buffer => {
      stored.push(body.toString().trim().split(' ').at(-1) ?? '');
      return body;
    };
    super(source, new MemoryMail({ ...rules, store: note }));
    this.stored = stored;
  }

  /** Where recent messages end and the others begin; null when they are mixed. */
  get turn(): number | null {
    const last = this.stored.findLastIndex(isFresh);
    return this.stored.slice(0, last + 1).every(isFresh) ? last + 1 : null;
  }

  recent(): RecentProgress[] {
    return this.events.flatMap((event) => (event.event === 'recent' ? [event.recent] : []));
  }
}

function put(server: MemoryMail, mailbox: string, order: readonly When[], same = false): void {
  order.forEach((when, index) => {
    const id = same ? 'twin' : `${mailbox}-${String(index)}`;
    server.put(mailbox, { body: mail(id, `${same ? '' : String(index)} ${when}`), internalDate: dates[when] });
  });
}

function account(): MemoryMail {
  const server = new MemoryMail();
  put(server, 'INBOX', ['ancient', 'fresh', 'old', 'unreadable', 'first', 'fresh', 'old']);
  put(server, 'Twins', ['fresh', 'ancient', 'fresh'], true);
  put(server, 'Archive', ['ancient', 'old']);
  server.make('Empty');
  return server;
}

function expectSame(move: MemoryMove, what: string): void {
  for (const name of move.source.mailboxes.keys()) {
    expect(contents(move.destination, name).sort(), `${what}: ${name}`).toEqual(contents(move.source, name).sort());
  }
}

async function expectComplete(move: OrderedMove, what: string): Promise<void> {
  expect(await move.run(settings), what).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
  expectSame(move, what);
  move.destination.commands.length = 0;
  move.source.commands.length = 0;
  await move.run(settings);
  const nothingToDo = ['inspect', 'inspect'];
  expect([...move.source.commands, ...move.destination.commands], `${what}: nothing left`).toEqual(nothingToDo);
}

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
  const order = contents(move.source, 'INBOX');
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
  expect(contents(move.destination, 'INBOX')).toEqual(contents(move.source, 'INBOX'));
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

function labelMove(): { move: OrderedMove; gmail: GmailMemory } {
  const gmail = new GmailMemory();
  const letter = (id: string, when: When, labels: readonly string[]): void => {
    gmail.put({ body: mail(id, `x ${when}`), labels, internalDate: dates[when] });
  };
  letter('a', 'ancient', ['\\Inbox', 'Work']);
  letter('b', 'fresh', ['\\Inbox', 'Work', 'Work/Deep']);
  letter('c', 'old', ['Work']);
  letter('d', 'first', ['Work', 'Work/Deep']);
  letter('e', 'ancient', []);
  letter('f', 'fresh', []);
  return { move: new OrderedMove(gmail.mail), gmail };
}

function expectLabels(move: OrderedMove, gmail: GmailMemory, what: string): void {
  const pairs = move.journal.pairs(1);
  for (const source of gmail.folders()) {
    const { destination = '' } = pairs.find((one) => one.source === source) ?? {};
    expect(held(move.destination, destination).sort(), `${what}: ${source}`).toEqual(gmail.expected(source).sort());
  }
}

const kinds = {
  'a plain account': { make: (): OrderedMove => new OrderedMove(account()), stride: 2 },
  'a server without UIDPLUS': {
    make: (): OrderedMove => new OrderedMove(account(), { uidPlus: false, multiAppend: false }),
    stride: 7,
  },
};

for (const [name, { make, stride }] of Object.entries(kinds)) {
  test(`${name}: killed at every step, it goes on in the right part and is complete`, async () => {
    const whole = new Guillotine(Number.POSITIVE_INFINITY, () => new Killed());
    const untouched = make();
    whole.watch(untouched);
    await untouched.run(settings, undefined, whole.guard(untouched.journal));
    expect(whole.steps).toBeGreaterThan(150);
    for (let step = 1; step <= whole.steps; step += stride) {
      const move = make();
      const guillotine = new Guillotine(step, () => new Killed());
      guillotine.watch(move);
      await expect(move.run(settings, undefined, guillotine.guard(move.journal))).rejects.toThrow(Killed);
      release(move);
      await expectComplete(move, `killed at step ${String(step)}`);
      expect(move.turn, `order, killed at step ${String(step)}`).toBe(5);
      move.journal.close();
    }
  });

  test(`${name}: connection or journal lost at any step`, async () => {
    const whole = new Guillotine(Number.POSITIVE_INFINITY, lost);
    const untouched = make();
    whole.watch(untouched);
    await untouched.run(settings);
    for (let step = 1; step <= whole.steps; step += stride) {
      const cut = make();
      new Guillotine(step, lost).watch(cut);
      expect(await cut.run(settings), `cut at ${String(step)}`).toMatchObject({ end: 'finished', waiting: 0 });
      release(cut);
      await expectComplete(cut, `cut at step ${String(step)}`);
      cut.journal.close();

      const move = make();
      new Guillotine(step, () => new Killed()).watch(move);
      await expect(move.run(settings)).rejects.toThrow(Killed);
      release(move);
      move.loseJournal();
      await expectComplete(move, `journal lost at step ${String(step)}`);
      move.journal.close();
    }
  });
}

test('labels: killed at every step, it goes on in the right part and is complete', async () => {
  const whole = new Guillotine(Number.POSITIVE_INFINITY, () => new Killed());
  const untouched = labelMove().move;
  whole.watch(untouched);
  await untouched.run(settings, undefined, whole.guard(untouched.journal));
  for (let step = 1; step <= whole.steps; step += 3) {
    const { move, gmail } = labelMove();
    const guillotine = new Guillotine(step, () => new Killed());
    guillotine.watch(move);
    await expect(move.run(settings, undefined, guillotine.guard(move.journal))).rejects.toThrow(Killed);
    release(move);
    expect(await move.run(settings)).toMatchObject({ end: 'finished', waiting: 0, failed: 0 });
    expectLabels(move, gmail, `killed at step ${String(step)}`);
    expect(move.turn, `order, killed at step ${String(step)}`).toBe(6);
    move.journal.close();
  }
});
