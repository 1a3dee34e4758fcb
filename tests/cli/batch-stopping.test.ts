import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { slowDrip } from '../support/faults-wire.ts';
import { fill, readEvents, runHoming, startHoming, startMove, type Move, type Started } from './homing.ts';

/** Two customers with slow servers, and one who waits for a place. */
interface Customers extends AsyncDisposable {
  readonly moves: readonly Move[];
  readonly args: readonly string[];
  readonly folder: string;
}

async function startCustomers(): Promise<Customers> {
  const moves = await Promise.all([1, 2, 3].map(() => startMove({ script: slowDrip(16_000, 20) })));
  for (const { source } of moves.slice(0, 2)) fill(source, 'Many', 100, 20_000);
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

function childrenOf(pid: number | undefined): readonly number[] {
  return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(Number);
}

function lives(pid: number): boolean {
  try {
    // A process nobody has waited for yet is none.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Everything arrived once: as often as at the source, nothing twice. */
function expectSame({ source, destination }: Move): void {
  for (const { name, messages } of source.store.mailboxes) {
    const bodies = (destination.store.get(name)?.messages ?? []).map((message) => message.body().toString('latin1'));
    expect(bodies, name).toEqual(messages.map((message) => message.body().toString('latin1')));
  }
}

async function expectToGoOn({ args, moves }: Customers): Promise<void> {
  const again = await runHoming([...args, '--parallel', '3']);
  expect(again.code).toBe(0);
  for (const move of moves) expectSame(move);
}

it.concurrent.each(['SIGINT', 'SIGHUP'] as const)(
  '%s lets all moves settle together, writes the summary, ends with 3, and the same command goes on',
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
    await expectToGoOn(customers);
  },
);

it.runIf(process.platform === 'linux').concurrent(
  'kill -9 of the batch ends its moves too, and the same command goes on',
  async () => {
    await using customers = await startCustomers();
    const homing = startHoming(customers.args);
    await copying(homing);
    const children = childrenOf(homing.child.pid);
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
  const [victim = 0] = childrenOf(homing.child.pid);
  const line = readFileSync(`/proc/${String(victim)}/cmdline`, 'utf8');
  expect(line).toMatch(/run.*--json.*c\d\.sqlite/s);
  // Secrets are not in the arguments of any process.
  for (const { source, destination } of customers.moves)
    for (const secret of [source.password, destination.password]) expect(line).not.toContain(secret);
  process.kill(victim, 'SIGKILL');
  const { code, stdout } = await homing.ended;
  expect(code).toBe(1);
  const ended = readEvents(stdout).filter(({ event }) => event === 'ended');
  expect(ended.map(({ state }) => state).sort()).toEqual(['arrived', 'arrived', 'unexpected']);
  await expectToGoOn(customers);
});
