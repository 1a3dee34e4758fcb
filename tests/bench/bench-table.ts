import type { BenchRun } from './bench-run.ts';

const heads = [
  ...['rtt', 'tool', 'wall s', 'msg/s', 'MB/s', 'CPU s', 'RSS MB', 'loop p99 ms', 'waits', 'again s'],
  ...['x reference', 'x mbsync', 'lost', 'doubled', 'altered', 'flags', 'dates', 'order', 'subs'],
];

const digits = (value: number | null | undefined, places: number): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '-' : value.toFixed(places);

function cells(run: BenchRun, others: readonly BenchRun[]): string[] {
  const wallOf = (tool: string): number | undefined =>
    others.find((other) => other.tool === tool && other.rtt === run.rtt && other.ok)?.wallSeconds;
  const found = run.found;
  const count = (value: number | undefined): string => (value === undefined ? '-' : String(value));
  if (!run.ok) return [String(run.rtt), run.tool, run.timedOut ? 'too long' : `failed (${String(run.exitCode)})`];
  return [
    ...[String(run.rtt), run.tool, digits(run.wallSeconds, 2), digits(run.messagesPerSecond, 0)],
    ...[digits(run.megabytesPerSecond, 1), digits(run.cpuSeconds, 2), digits(run.peakRssBytes / 1e6, 0)],
    ...[digits(run.eventLoopDelayP99Ms, 1), String(run.waits), digits(run.againSeconds, 2)],
    ...[
      digits(run.wallSeconds / (wallOf('reference') ?? NaN), 2),
      digits(run.wallSeconds / (wallOf('mbsync') ?? NaN), 2),
    ],
    ...[count(found?.lost), count(found?.doubled), count(found?.altered), count(found?.flags)],
    ...[count(found?.dates), count(found?.order), count(found?.subscriptions)],
  ];
}

/** All runs as a table with aligned columns. */
export function benchTable(runs: readonly BenchRun[]): string {
  const rows = [heads, ...runs.map((run) => cells(run, runs))];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')).join('\n');
}
