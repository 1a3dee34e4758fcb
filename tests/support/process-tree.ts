import { readdirSync, readFileSync } from 'node:fs';

function statusOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  } catch {
    return null;
  }
}

/** All processes that descend from one, nearest first. Linux only. */
export function descendants(pid: number | undefined): readonly number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = all.map((name) => [Number(name), Number(/^PPid:\s+(\d+)/m.exec(statusOf(Number(name)) ?? '')?.[1])]);
  const below = (parent: number | undefined): readonly number[] => {
    const children = parents.flatMap(([child = 0, of]) => (of === parent ? [child] : []));
    return [...children, ...children.flatMap(below)];
  };
  return below(pid);
}

/** Whether a process is at work; one that only waits to be noticed as ended is not. Linux only. */
export function lives(pid: number): boolean {
  const status = statusOf(pid);
  return status !== null && !/^State:\s+[ZX]/m.test(status);
}
