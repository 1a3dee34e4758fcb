import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { slowDrip, stallAt } from '../support/faults-wire.ts';
import type { SimulatedServer } from '../support/simulated-server.ts';
import { fill, program, readEvents, runHoming, startHoming, startMove } from './homing.ts';

/** Everything arrived once: as often as at the source, nothing twice. */
function expectSame(source: SimulatedServer, destination: SimulatedServer): void {
  for (const { name, messages } of source.store.mailboxes) {
    const bodies = (server: SimulatedServer): string[] =>
      (server.store.get(name)?.messages ?? []).map((message) => message.body().toString('latin1'));
    expect(bodies(destination), name).toHaveLength(messages.length);
    expect(bodies(destination)).toEqual(bodies(source));
  }
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  it('ends with 3 within five seconds, and the same command goes on', async () => {
    await using move = await startMove({ script: slowDrip(16_000, 20) });
    fill(move.source, 'Many', 120, 20_000);
    const homing = startHoming(['run', ...move.args, '--json'], move.environment);
    await homing.says('"stage":"copying"');
    const asked = performance.now();
    homing.child.kill(signal);
    const { code, stdout } = await homing.ended;
    expect(code).toBe(3);
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(readEvents(stdout).at(-1)).toMatchObject({ event: 'done', end: 'stopped' });
    const again = await runHoming(['run', ...move.args, '--json'], move.environment);
    expect(again.code).toBe(0);
    expect(readEvents(again.stdout).at(-1)).toMatchObject({ copied: 140, failed: 0, waiting: 0 });
    expectSame(move.source, move.destination);
  });
});

/** Waits until the server has got the command to which it says nothing. */
async function silent({ log }: SimulatedServer): Promise<void> {
  await expect.poll(() => log.some(({ name }) => name === 'APPEND')).toBe(true);
}

describe('a server that keeps silent', () => {
  it('does not hold a run that is to stop', async () => {
    await using move = await startMove({}, { script: stallAt({ command: 'APPEND' }) });
    const homing = startHoming(['run', ...move.args, '--json'], move.environment);
    await silent(move.destination);
    const asked = performance.now();
    homing.child.kill('SIGINT');
    const { code } = await homing.ended;
    expect(code).toBe(3);
    expect(performance.now() - asked).toBeLessThan(5000);
  });

  it('does not hold a second Ctrl-C at all', async () => {
    await using move = await startMove({}, { script: stallAt({ command: 'APPEND' }) });
    const homing = startHoming(['run', ...move.args], move.environment);
    await silent(move.destination);
    homing.child.kill('SIGINT');
    await homing.says('Stopping');
    // npm and shells pass one Ctrl-C on twice; that must not count as a second one.
    homing.child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(homing.child.exitCode).toBeNull();
    const asked = performance.now();
    homing.child.kill('SIGINT');
    const { code } = await homing.ended;
    expect(code).toBe(3);
    expect(performance.now() - asked).toBeLessThan(1000);
  });
});

it('goes on when its reader goes away', async () => {
  await using move = await startMove();
  const child = spawn(process.execPath, [program, 'run', ...move.args, '--json'], {
    env: { ...process.env, ...move.environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  expectSame(move.source, move.destination);
});

describe('a run that ends before it could look at anything', () => {
  it('tells what its journal knows, and why it ended', async () => {
    await using move = await startMove();
    const first = await runHoming(['run', ...move.args, '--json'], move.environment);
    expect(readEvents(first.stdout).at(-1)).toMatchObject({ event: 'done', copied: 20 });

    const refused = await runHoming(['run', ...move.args, '--json'], {
      ...move.environment,
      HOMING_TO_PASSWORD: 'another',
    });
    expect(refused.code).toBe(5);
    const told = readEvents(refused.stdout);
    expect(told.filter(({ event }) => event === 'problem')).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ event: 'done', copied: 20, waiting: 0, end: 'sign-in-refused' });

    await move.source.stop();
    const unreachable = await runHoming(['run', ...move.args], move.environment);
    expect(unreachable.code).toBe(4);
    expect(unreachable.stdout).toContain('Stopped: 20 of 20 messages are at the new server.');
  });
});
