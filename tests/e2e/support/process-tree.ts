import { readdir, readFile } from 'node:fs/promises';

/** One process of the app, as every other program of the same person can see it. */
export interface SeenProcess {
  readonly pid: number;
  readonly commandLine: Buffer;
  readonly environment: Buffer;
}

/** A process and all that it started. Linux only. */
export async function processTree(root: number): Promise<readonly SeenProcess[]> {
  const children = new Map<number, number[]>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    const parent = await parentOf(Number(name));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree: number[] = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return Promise.all(
    tree.map(async (pid) => ({
      pid,
      commandLine: await readProc(pid, 'cmdline'),
      environment: await readProc(pid, 'environ'),
    })),
  );
}

async function parentOf(pid: number): Promise<number | null> {
  const status = (await readProc(pid, 'status')).toString();
  const found = /^PPid:\s+(\d+)$/mu.exec(status)?.[1];
  return found === undefined ? null : Number(found);
}

/** Nothing for a process that has just ended. */
async function readProc(pid: number, name: string): Promise<Buffer> {
  return readFile(`/proc/${String(pid)}/${name}`).catch(() => Buffer.alloc(0));
}
