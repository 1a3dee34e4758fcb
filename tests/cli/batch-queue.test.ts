import { describe, expect, it } from 'vitest';
import { batchExitCode } from '../../main/cli/batch/batch-exit-code.ts';
import type { BatchRow } from '../../main/cli/batch/batch-row.ts';
import { createHostGuard } from '../../main/cli/batch/host-guard.ts';
import { resultOf, untouched, type MoveState } from '../../main/cli/batch/move-result.ts';
import { runQueue, type Queue } from '../../main/cli/batch/run-queue.ts';
import { parseAccountUrl } from '../../main/cli/account-url.ts';

interface Item {
  readonly name: string;
  readonly host: string;
  readonly accounts: readonly string[];
  readonly ms: number;
  /** Rests so long when another one wants its place. */
  readonly restMs?: number;
}

const item = (name: string, more: Partial<Item> = {}): Item => ({
  name,
  host: name,
  accounts: [name],
  ms: 30,
  ...more,
});

/** Runs a queue of jobs that only wait, and notes what happens. */
async function play(items: readonly Item[], more: Partial<Queue<Item>> = {}) {
  const log: {
    readonly what: 'start' | 'end' | 'left' | 'stop' | 'kill';
    readonly name: string;
    readonly at: number;
  }[] = [];
  const note = (what: (typeof log)[number]['what'], { name }: Item): void => {
    log.push({ what, name, at: performance.now() });
  };
  const rested = new Set<Item>();
  let [running, most] = [0, 0];
  await runQueue<Item>({
    ...{ items, parallel: 2, spacingMs: 0 },
    pacedBy: ({ host }) => host,
    uses: ({ accounts }) => accounts,
    mayStart: () => true,
    onLeft: (one) => {
      note('left', one);
    },
    signal: new AbortController().signal,
    killSignal: new AbortController().signal,
    start: (one, isWanted) => {
      note('start', one);
      running += 1;
      most = Math.max(most, running);
      let end: () => void = () => undefined;
      const ended = new Promise<number | null>((resolve) => {
        const timer = setTimeout(() => {
          end();
        }, one.ms);
        end = () => {
          clearTimeout(timer);
          running -= 1;
          note('end', one);
          const again = one.restMs !== undefined && !rested.has(one) && isWanted() ? Date.now() + one.restMs : null;
          rested.add(one);
          resolve(again);
        };
      });
      return {
        ended,
        stop: () => {
          note('stop', one);
          if (one.ms < 10_000) end();
        },
        kill: () => {
          note('kill', one);
          end();
        },
      };
    },
    ...more,
  });
  const names = (what: (typeof log)[number]['what']): readonly string[] =>
    log.filter((entry) => entry.what === what).map(({ name }) => name);
  return { log, most, names };
}

describe('the queue', () => {
  it('runs so many at a time, in order', async () => {
    const { most, names } = await play(['a', 'b', 'c', 'd', 'e'].map((name) => item(name)));
    expect(most).toBe(2);
    expect(names('start')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(names('end')).toHaveLength(5);
  });

  it('never uses an account twice at once, and lets others pass meanwhile', async () => {
    const { log, names } = await play([
      item('a', { accounts: ['x', 'one'], ms: 100 }),
      item('b', { accounts: ['y', 'one'] }),
      item('c', { accounts: ['z'] }),
    ]);
    expect(names('start')).toEqual(['a', 'c', 'b']);
    const at = (what: string, name: string): number =>
      log.findIndex((entry) => entry.what === what && entry.name === name);
    expect(at('start', 'b')).toBeGreaterThan(at('end', 'a'));
  });

  it('leaves time between two starts at one host, and none between hosts', async () => {
    const items = [item('a', { host: 'h' }), item('b', { host: 'h' }), item('c', { host: 'i' })];
    const { log, names } = await play(items, { parallel: 3, spacingMs: 150 });
    expect(names('start')).toEqual(['a', 'c', 'b']);
    const startOf = (name: string): number =>
      log.find((entry) => entry.what === 'start' && entry.name === name)?.at ?? 0;
    expect(startOf('b') - startOf('a')).toBeGreaterThanOrEqual(145);
    // Not by the clock: at once is before anything else happened.
    expect(log.slice(0, 2)).toMatchObject([
      { what: 'start', name: 'a' },
      { what: 'start', name: 'c' },
    ]);
  });

  it('gives the place of one that rests to the next, and takes it up again', async () => {
    // So long that the others are done by then, also where a wait of 30 ms takes 200.
    const { names } = await play([item('a', { restMs: 600 }), item('b'), item('c')], { parallel: 1 });
    expect(names('start')).toEqual(['a', 'b', 'c', 'a']);
  });

  it('lets one that rests keep its place when nobody wants it', async () => {
    const { names } = await play([item('a', { restMs: 80 })], { parallel: 1 });
    expect(names('start')).toEqual(['a']);
  });

  it('starts nothing any more that may not be started', async () => {
    const ended = new Set<string>();
    const { names } = await play([item('a'), item('b'), item('c')], {
      parallel: 1,
      mayStart: ({ name }) => {
        ended.add(name);
        return name !== 'b';
      },
    });
    expect(names('start')).toEqual(['a', 'c']);
  });

  it('stops all together at a wish, and ends at once what does not settle', async () => {
    const [stop, kill] = [new AbortController(), new AbortController()];
    setTimeout(() => stop.abort(), 20);
    setTimeout(() => kill.abort(), 120);
    const items = [item('a', { ms: 5000 }), item('b', { ms: 60_000 }), item('c'), item('d')];
    const { names, log } = await play(items, { signal: stop.signal, killSignal: kill.signal });
    expect(names('stop')).toEqual(['a', 'b']);
    expect(names('kill')).toEqual(['b']);
    expect(names('left')).toEqual(['c', 'd']);
    expect(log.find(({ what, name }) => what === 'end' && name === 'a')?.at).toBeLessThan(
      log.find(({ what }) => what === 'kill')?.at ?? 0,
    );
  });
});

const rowOf = (name: string, from = 'old.example', to = 'new.example'): BatchRow => ({
  ...{ line: 2, name, file: name, options: {}, secrets: { FROM: null, TO: null } },
  ends: {
    from: parseAccountUrl(`imaps://${name}@${from}`, '--from'),
    to: parseAccountUrl(`imaps://${name}@${to}`, '--to'),
  },
});

describe('a server that refuses one account after the other', () => {
  const refused = { kind: 'sign-in-refused', side: 'source' } as const;

  it('is left alone after three different ones, and only it', () => {
    const guard = createHostGuard();
    for (const name of ['a', 'b']) guard.note(rowOf(name), refused);
    guard.note(rowOf('b', 'OLD.example'), refused);
    expect(guard.reasonToHold(rowOf('x'))).toBeNull();
    guard.note(rowOf('c'), refused);
    expect(guard.reasonToHold(rowOf('x'))).toEqual({
      server: 'old.example:993',
      side: 'source',
      kind: 'sign-in-refused',
    });
    expect(guard.reasonToHold(rowOf('x', 'other.example'))).toBeNull();
    // The same server may be the new one of others.
    expect(guard.reasonToHold(rowOf('x', 'other.example', 'old.example'))).toBeNull();
  });

  it('is tried on when one was let in between, or when they heard different things', () => {
    const guard = createHostGuard();
    for (const name of ['a', 'b']) guard.note(rowOf(name), refused);
    guard.note(rowOf('c'), null);
    guard.note(rowOf('d'), refused);
    expect(guard.reasonToHold(rowOf('x'))).toBeNull();
    guard.note(rowOf('e'), { kind: 'certificate', side: 'source' });
    guard.note(rowOf('f'), refused);
    expect(guard.reasonToHold(rowOf('x'))).toBeNull();
  });

  it('does not count what says nothing of the next account', () => {
    const guard = createHostGuard();
    for (const name of ['a', 'b', 'c', 'd']) guard.note(rowOf(name), { kind: 'over-quota', side: 'destination' });
    expect(guard.reasonToHold(rowOf('x'))).toBeNull();
  });
});

describe('exit codes', () => {
  it.each<[readonly MoveState[], number]>([
    [['arrived'], 0],
    [['fits', 'room-not-known'], 0],
    [['arrived', 'arrived-with-exceptions'], 2],
    [['arrived', 'stopped', 'arrived-with-exceptions'], 3],
    [['not-started', 'arrived'], 3],
    [['to-mend', 'stopped'], 7],
    [['new-mailbox-full', 'to-mend'], 6],
    [['sign-in-refused', 'new-mailbox-full', 'not-started'], 5],
    [['arrived', 'unexpected', 'sign-in-refused'], 1],
  ])('%j ends with %d, and with 3 when it was stopped', (states, code) => {
    expect(batchExitCode(states, false)).toBe(code);
    expect(batchExitCode(states.toReversed(), false)).toBe(code);
    expect(batchExitCode(states, true)).toBe(3);
  });

  it('speaks of columns where one move speaks of options, and of a file where nobody chose it', () => {
    const end = { code: 4, lastWords: '', done: null, plan: null };
    const stepFor = (kind: string, message: string, next: string): string => {
      const problem = { event: 'problem', kind, message: `${message} ${next}`, next, exitCode: 4 } as const;
      return resultOf(rowOf('a'), untouched(rowOf('a'), 'a.sqlite'), { ...end, problem }, false).next;
    };
    expect(stepFor('host-unknown', 'No server.', 'Check --from, or --ca FILE.')).toBe(
      'No server. Check from, or ca FILE.',
    );
    const damaged = stepFor('journal', 'The journal a.sqlite is damaged.', 'Begin another with --journal FILE.');
    expect(damaged).toMatch(/^The journal a\.sqlite is damaged\. If it stays so, move that file away/);
    expect(damaged).not.toContain('--journal');
  });

  it.each<[number | null, boolean, MoveState]>([
    [0, false, 'arrived'],
    [1, false, 'unexpected'],
    [2, false, 'arrived-with-exceptions'],
    [3, false, 'stopped'],
    [4, false, 'to-mend'],
    [5, false, 'sign-in-refused'],
    [6, false, 'new-mailbox-full'],
    [99, false, 'unexpected'],
    [null, false, 'unexpected'],
    [null, true, 'stopped'],
  ])('a move that ends with %j (wanted: %j) is %s, with a next step', (code, wanted, state) => {
    const end = { code, lastWords: '', done: null, problem: null, plan: null };
    const result = resultOf(rowOf('a'), untouched(rowOf('a'), 'a.sqlite'), end, wanted);
    expect(result.state).toBe(state);
    if (state === 'arrived') expect(result.next).toBe('');
    else expect(result.next).toMatch(/\.$/);
  });
});
