import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of its own that works on a journal. */
export interface Child {
  /** Lines it said so far. */
  readonly lines: readonly string[];
  /** Resolves when it has said so many lines. */
  says(count: number): Promise<void>;
  /** Ends it with SIGKILL and waits until it is gone and everything it said has been read. */
  kill(): Promise<void>;
}

/** Starts a script of this folder, as a rule with the path of a journal. Resolves with its first line, rejects when it ends before. */
export async function startChild(script: string, ...args: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const closed = once(child, 'close');
  const says = (count: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (lines.length >= count) resolve();
      };
      reader.on('line', look);
      look();
      void closed.then(() => reject(new Error(`${script} ended: ${complaint}`)));
    });
  await says(1);
  return {
    lines,
    says,
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
