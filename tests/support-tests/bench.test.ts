import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { benchRun, type BenchScene } from '../bench/bench-run.ts';
import { runMeasured } from '../bench/run-measured.ts';
import { tools } from '../bench/tools.ts';
import { snapshotAccount } from '../support/compare-snapshot.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { loadRealisticMail } from '../support/realistic-mail.ts';

describe('the measuring of one program', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'measured-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('counts time, CPU and memory of a whole process tree', async () => {
    const work = `const held = Buffer.alloc(200e6, 1); const end = Date.now() + 400; while (Date.now() < end); held.at(0)`;
    const nested = { command: 'bash', args: ['-c', '"$0" -e "$1"; exit 3', process.execPath, work] };
    const measured = await runMeasured(nested, join(folder, 'time'), 30);
    expect(measured.exitCode).toBe(3);
    expect(measured.wallSeconds).toBeGreaterThan(0.4);
    expect(measured.cpuSeconds).toBeGreaterThan(0.1);
    expect(measured.peakRssBytes).toBeGreaterThan(200e6);
  });

  test('ends a program that takes too long', async () => {
    const measured = await runMeasured({ command: 'sleep', args: ['60'] }, join(folder, 'time'), 0.3);
    expect(measured.timedOut).toBe(true);
    expect(measured.wallSeconds).toBeLessThan(5);
  });

  test('keeps what a failing program said', async () => {
    const measured = await runMeasured({ command: 'no-such-program', args: [] }, join(folder, 'time'), 5);
    expect(measured.exitCode).toBe(127);
  });
});

describe('a small benchmark', () => {
  let source: Dovecot;
  let destination: Dovecot;
  let scene: BenchScene;
  const options = { seed: 1, messages: 120, bytes: 6_000_000 };

  beforeAll(async () => {
    [source, destination] = await Promise.all([
      startDovecot({ format: 'maildir', separator: '.' }),
      startDovecot({ format: 'mdbox', separator: '/' }),
    ]);
    const mail = await loadRealisticMail(source, options);
    scene = { source, destination, mail, snapshot: await snapshotAccount(source), secondsAtMost: 60 };
  });

  afterAll(async () => {
    await Promise.all([source.stop(), destination.stop()]);
  });

  test('makes the same mail from the same seed, of about the size asked for', async () => {
    const other = { ...source, user: 'other@example.org' };
    await loadRealisticMail(other, options);
    const digests = (snapshot: BenchScene['snapshot']): string[] =>
      [...snapshot.mailboxes.values()].flatMap(({ messages }) => messages.map(({ digest }) => digest));
    expect(digests(await snapshotAccount(other))).toEqual(digests(scene.snapshot));
    expect(new Set(digests(scene.snapshot)).size).toBe(options.messages);
    expect(Math.abs(scene.mail.bytes / options.bytes - 1)).toBeLessThan(0.1);
  });

  test('shows that the reference client copies exactly, with few waits', async () => {
    const reference = tools.find(({ name }) => name === 'reference');
    if (!reference) throw new Error('no reference client');
    const run = await benchRun(scene, reference, 20);
    expect(run.output).toBeNull();
    expect(run.found).toEqual({ lost: 0, doubled: 0, altered: 0, flags: 0, dates: 0, order: 0, subscriptions: 0 });
    expect(run.waits).toBeLessThan(30);
  });

  test('shows what a destination lacks', async () => {
    const idle = {
      name: 'idle',
      canRunAgain: true,
      program: () => ({ command: 'true', args: [] }),
      eventLoopDelayP99Ms: () => null,
    };
    const run = await benchRun(scene, idle, 0);
    expect(run.found?.lost).toBe(options.messages);
    expect(run.againSeconds).not.toBeNull();
  });
});
