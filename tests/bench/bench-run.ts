import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareSnapshots, type Differences } from '../support/compare-mailboxes.ts';
import { snapshotAccount, type AccountSnapshot } from '../support/compare-snapshot.ts';
import { startDelayProxy, type DelayProxy } from '../support/delay-proxy.ts';
import type { Dovecot } from '../support/dovecot.ts';
import type { RealisticMail } from '../support/realistic-mail.ts';
import { runMeasured, type Measured } from './run-measured.ts';
import type { BenchMove, Tool } from './tools.ts';

/** What stays the same for all runs. */
export interface BenchScene {
  readonly source: Dovecot;
  readonly destination: Dovecot;
  readonly mail: RealisticMail;
  readonly snapshot: AccountSnapshot;
  readonly secondsAtMost: number;
}

/** What the independent comparison found after a run. */
export interface BenchFound {
  /** Not at the destination in any shape. */
  readonly lost: number;
  readonly doubled: number;
  /** There, but with other bytes. */
  readonly altered: number;
  readonly flags: number;
  readonly dates: number;
  readonly order: number;
  readonly subscriptions: number;
}

/** One tool at one RTT. */
export interface BenchRun extends Omit<Measured, 'output'> {
  readonly tool: string;
  readonly rtt: number;
  readonly ok: boolean;
  readonly messagesPerSecond: number;
  readonly megabytesPerSecond: number;
  readonly eventLoopDelayP99Ms: number | null;
  /** Round trips waited for on both sides together, roughly. */
  readonly waits: number;
  /** Seconds of a second run with nothing to do; null for a stateless tool. */
  readonly againSeconds: number | null;
  readonly againWaits: number | null;
  readonly found: BenchFound | null;
  /** Load of the machine before the run: what else went on. */
  readonly loadBefore: number;
  readonly output: string | null;
}

function counted(differences: Differences): BenchFound {
  return {
    lost: differences.missing.length - differences.altered.length,
    doubled: differences.doubled.length + differences.extra.length - differences.altered.length,
    altered: differences.altered.length,
    // A message with another byte has flags and a date too.
    flags:
      differences.flagDiffers.length +
      differences.altered.filter((pair) => pair.source.flags !== pair.destination.flags).length,
    dates:
      differences.dateDiffers.length +
      differences.altered.filter((pair) => pair.source.epoch !== pair.destination.epoch).length,
    order: differences.orderDiffers.length,
    subscriptions: differences.missingSubscriptions.length + differences.extraSubscriptions.length,
  };
}

async function waitsOf(proxies: readonly DelayProxy[]): Promise<number> {
  const counters = await Promise.all(proxies.map((proxy) => proxy.counters()));
  return counters.reduce((sum, { waits }) => sum + waits, 0);
}

async function verdict(scene: BenchScene, user: string): Promise<BenchFound> {
  const { destination } = scene;
  return counted(compareSnapshots(scene.snapshot, await snapshotAccount({ ...destination, user })));
}

interface Runs {
  readonly first: Measured;
  readonly waits: number;
  readonly delayP99: number | null;
  readonly again: Measured | null;
  readonly againWaits: number | null;
}

async function runTwice(tool: Tool, move: BenchMove, proxies: readonly DelayProxy[], limit: number): Promise<Runs> {
  const timeFile = join(move.folder, 'time');
  const program = tool.program(move);
  const first = await runMeasured(program, timeFile, limit);
  const waits = await waitsOf(proxies);
  const delayP99 = tool.eventLoopDelayP99Ms(move);
  const again = first.exitCode === 0 && tool.canRunAgain ? await runMeasured(program, timeFile, limit) : null;
  return { first, waits, delayP99, again, againWaits: again ? (await waitsOf(proxies)) - waits : null };
}

async function runThroughProxies(
  scene: BenchScene,
  tool: Tool,
  rtt: number,
  move: Omit<BenchMove, 'from' | 'to'>,
  user: string,
): Promise<Runs> {
  const proxies = await Promise.all([startDelayProxy(scene.source, rtt), startDelayProxy(scene.destination, rtt)]);
  const account = (side: Dovecot, proxy: DelayProxy, name: string) => ({
    port: proxy.port,
    user: name,
    password: side.password,
  });
  try {
    const from = account(scene.source, proxies[0], scene.source.user);
    const to = account(scene.destination, proxies[1], user);
    return await runTwice(tool, { ...move, from, to }, proxies, scene.secondsAtMost);
  } finally {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
  }
}

/** Runs one tool at one RTT into a fresh account, twice if it can, and compares what arrived. */
export async function benchRun(scene: BenchScene, tool: Tool, rtt: number): Promise<BenchRun> {
  const user = `${tool.name}-${String(rtt)}-${String(Date.now())}@example.org`;
  const folder = mkdtempSync(join(tmpdir(), 'homing-bench-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, scene.source.caPem + scene.destination.caPem);
  const loadBefore = loadavg()[0] ?? 0;
  try {
    const { first, waits, delayP99, again, againWaits } = await runThroughProxies(
      scene,
      tool,
      rtt,
      { caFile, folder },
      user,
    );
    const ok = first.exitCode === 0 && !first.timedOut;
    return {
      ...first,
      tool: tool.name,
      rtt,
      ok,
      messagesPerSecond: scene.mail.messages / first.wallSeconds,
      megabytesPerSecond: scene.mail.bytes / 1e6 / first.wallSeconds,
      eventLoopDelayP99Ms: delayP99,
      waits,
      againSeconds: again?.exitCode === 0 ? again.wallSeconds : null,
      againWaits,
      found: ok ? await verdict(scene, user) : null,
      loadBefore,
      output: ok ? null : first.output,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(scene.destination.mailFolder(user), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
