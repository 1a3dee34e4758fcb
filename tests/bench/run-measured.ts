import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

/** A program to measure. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What one run of a program cost. */
export interface Measured {
  readonly exitCode: number | null;
  readonly wallSeconds: number;
  /** User and system time of the program and everything it started. */
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
  /** The end of what it wrote, for a failure. */
  readonly output: string;
  readonly timedOut: boolean;
}

function children(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** High-water marks of a process tree, added up; the shell that measures is left out. */
function treePeak(pid: number): number {
  let sum = 0;
  for (const child of children(pid)) {
    try {
      const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(child)}/status`, 'utf8'));
      sum += Number(peak?.[1] ?? 0) * 1024;
    } catch {
      // Ended between the two looks.
    }
    sum += treePeak(child);
  }
  return sum;
}

function killTree(pid: number): void {
  for (const child of children(pid)) killTree(child);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended by itself.
  }
}

/** The shell reports the CPU time of what it ran, also of processes too short to be seen from outside. */
function spawnTimed(program: Program, timeFile: string): ChildProcess {
  const script = `TIMEFORMAT='%U %S'; { time "$@" 2>&3 ; } 3>&2 2>"$BENCH_TIME_FILE"`;
  return spawn('bash', ['-c', script, 'bash', program.command, ...program.args], {
    env: { ...process.env, ...program.env, BENCH_TIME_FILE: timeFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a program to its end, or for `seconds` at most, and measures it. `timeFile` is written. */
export async function runMeasured(program: Program, timeFile: string, seconds: number): Promise<Measured> {
  const started = performance.now();
  const child = spawnTimed(program, timeFile);
  let output = '';
  const collect = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-4000);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  let peakRssBytes = 0;
  let timedOut = false;
  const sampling = setInterval(() => {
    peakRssBytes = Math.max(peakRssBytes, treePeak(child.pid ?? 0));
    if (performance.now() - started < seconds * 1000 || timedOut || child.pid === undefined) return;
    timedOut = true;
    killTree(child.pid);
  }, 50);
  const exitCode = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearInterval(sampling);
  const wallSeconds = (performance.now() - started) / 1000;
  const times = (await readFile(timeFile, 'utf8').catch(() => '')).trim().split(/\s+/).map(Number);
  return { exitCode, wallSeconds, cpuSeconds: (times[0] ?? 0) + (times[1] ?? 0), peakRssBytes, output, timedOut };
}
