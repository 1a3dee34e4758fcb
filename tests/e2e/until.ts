import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is so, however often it must be asked; an error once it took too long. */
export async function until(isSo: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it never became so: ${String(isSo)}`);
    await sleep(50);
  }
}
