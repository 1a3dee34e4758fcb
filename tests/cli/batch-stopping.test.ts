import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { slowDrip } from '../support/faults-wire.ts';
import { descendants, lives } from '../support/process-tree.ts';
import { Patience } from '../support/providers/patience.ts';
import { fill, readEvents, runHoming, startHoming, startMove, type Move, type Started } from './homing.ts';

/** Customers of whom the first two have much mail, and the others wait for a place. */
interface Customers extends AsyncDisposable {
  readonly moves: readonly Move[];
  readonly args: readonly string[];
  readonly folder: string;
  /** Lets the servers speak as fast as they can from now on. */
  hurry(): void;
}

/** So slow that every process under test has begun before the first is done. */
function slowAtFirst(): { readonly script: ServerScript; hurry(): void } {
  const slow = slowDrip(2_000, 20);
  let isSlow = true;
  return {
    script: {
      write: (connection, part, send) => (isSlow && slow.write ? slow.write(connection, part, send) : send(part)),
    },
    hurry: () => {
      isSlow = false;
    },
  };
}

async function startCustomers(scripts: readonly (ServerScript | null)[] = [null, null, null]): Promise<Customers> {
  const { script: slow, hurry } = slowAtFirst();
  const moves = await Promise.all(scripts.map((script) => startMove({ script: script ?? slow })));
  if (scripts[0] === null) for (const { source } of moves.slice(0, 2)) fill(source, 'Many', 60, 20_000);
  else hurry();
  const folder = moves[0]?.folder ?? '';
  const rows = moves.map(({ source, destination, folder: own }, index) =>
    [`c${String(index)}`, source.url, destination.url, source.password, destination.password, join(own, 'ca.pem')].join(
      ',',
    ),
  );
  const list = join(folder, 'list.csv');
  writeFileSync(list, ['name,from,to,from_password,to_password,ca', ...rows].join('\n'), { mode: 0o600 });
  return {
    moves,
    folder,
    hurry,
    args: ['batch', list, '--journals', join(folder, 'journals'), '--json'],
    [Symbol.asyncDispose]: async () => {
      await Promise.all(moves.map((move) => move[Symbol.asyncDispose]()));
    },
  };
}

/** Waits until the first two have begun to copy. */
async function copying(homing: Started): Promise<void> {
  for (const name of ['c0', 'c1']) await homing.says(`"move":"${name}","stage":"copying"`);
}

/** Everything arrived once: as often as at the source, nothing twice. */
function expectSame({ source, destination }: Move): void {
  for (const { name, messages } of source.store.mailboxes) {
    const bodies = (destination.store.get(name)?.messages ?? []).map((message) => message.body().toString('latin1'));
    expect(bodies, name).toEqual(messages.map((message) => message.body().toString('latin1')));
  }
}

async function expectToGoOn({ args, moves, hurry }: Customers): Promise<void> {
  hurry();
  const again = await runHoming([...args, '--parallel', '3']);
  expect(again.code).toBe(0);
  for (const move of moves) expectSame(move);
}

it.concurrent.each(['SIGINT', 'SIGHUP'] as const)(
  '%s lets all moves settle together, writes the summary, and ends with 3',
  async (signal) => {
    await using customers = await startCustomers();
    const homing = startHoming(customers.args);
    await copying(homing);
    const asked = performance.now();
    homing.child.kill(signal);
    const { code, stdout } = await homing.ended;
    expect(code).toBe(3);
    expect(performance.now() - asked).toBeLessThan(8000);
    const { moves } = JSON.parse(readFileSync(join(customers.folder, 'journals', 'summary.json'), 'utf8')) as {
      readonly moves: readonly { readonly state: string; readonly copied: number }[];
    };
    expect(moves.map(({ state }) => state)).toEqual(['stopped', 'stopped', 'not-started']);
    const ended = readEvents(stdout).filter(({ event }) => event === 'done');
    expect(ended).toMatchObject([{ end: 'stopped' }, { end: 'stopped' }]);
    if (signal === 'SIGINT') await expectToGoOn(customers);
  },
);

it.runIf(process.platform === 'linux').concurrent(
  'kill -9 of the batch ends its moves too, and the same command goes on',
  async () => {
    await using customers = await startCustomers();
    const homing = startHoming(customers.args);
    await copying(homing);
    const children = descendants(homing.child.pid);
    expect(children).toHaveLength(2);
    expect(children.filter(lives)).toHaveLength(2);
    homing.child.kill('SIGKILL');
    await homing.ended;
    for (let waited = 0; children.some(lives) && waited < 8000; waited += 50) await delay(50);
    expect(children.filter(lives)).toEqual([]);
    await expectToGoOn(customers);
  },
);

it.runIf(process.platform === 'linux').concurrent('a move that is killed does not touch the others', async () => {
  await using customers = await startCustomers();
  const homing = startHoming(customers.args);
  await copying(homing);
  const [victim = 0] = descendants(homing.child.pid);
  const line = readFileSync(`/proc/${String(victim)}/cmdline`, 'utf8');
  expect(line).toMatch(/run.*--json.*c\d\.sqlite/s);
  // Secrets are not in the arguments of any process.
  for (const { source, destination } of customers.moves)
    for (const secret of [source.password, destination.password]) expect(line).not.toContain(secret);
  process.kill(victim, 'SIGKILL');
  customers.hurry();
  const { code, stdout } = await homing.ended;
  expect(code).toBe(1);
  const ended = readEvents(stdout).filter(({ event }) => event === 'ended');
  expect(ended.map(({ state }) => state).sort()).toEqual(['arrived', 'arrived', 'unexpected']);
});

it.concurrent(
  'a move that its server makes wait for long gives its place to the next',
  async ({ expect: expectHere }) => {
    const rest = 1_200_000;
    const text = `Request is throttled. Suggested Backoff Time: ${String(rest)} milliseconds`;
    const patience = new Patience({ now: () => Date.now() });
    const script = patience.script({ command: 'UID FETCH', nth: 2 }, { status: 'NO', text, ms: rest });
    await using customers = await startCustomers([script, null]);
    const homing = startHoming([...customers.args, '--parallel', '1']);
    await homing.says('"event":"later"');
    // What the move said last may still be on its way.
    await expectHere.poll(() => customers.moves[0]?.source.connections).toBe(0);
    const said = customers.moves[0]?.source.log.length;
    await homing.says('"event":"ended","move":"c1"');
    homing.child.kill('SIGINT');
    const { code, stdout } = await homing.ended;
    expect(code).toBe(3);
    const later = readEvents(stdout).find(({ event }) => event === 'later');
    expect(later).toMatchObject({ move: 'c0' });
    expect(Math.abs(Number(later?.['until']) - (patience.pleas[0]?.until ?? 0))).toBeLessThan(30_000);
    const ended = readEvents(stdout).filter(({ event }) => event === 'ended');
    expect(ended).toMatchObject([
      { move: 'c1', state: 'arrived' },
      { move: 'c0', state: 'stopped' },
    ]);
    // It is left alone from then on.
    expect(customers.moves[0]?.source.log).toHaveLength(said ?? 0);
  },
);
