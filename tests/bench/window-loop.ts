import type { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ElectronApplication } from 'playwright';

/** How long the main process kept its event loop waiting, in milliseconds. */
export interface LoopDelay {
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/** Begins to measure in the main process. */
export async function startLoopDelay(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(() => {
    const delay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    Object.assign(globalThis, { loopDelay: delay });
  });
}

/** What was measured since {@link startLoopDelay}. */
export async function readLoopDelay(electron: ElectronApplication): Promise<LoopDelay> {
  return electron.evaluate(() => {
    const { loopDelay } = globalThis as unknown as { loopDelay: ReturnType<typeof monitorEventLoopDelay> };
    const ms = (nanoseconds: number): number => nanoseconds / 1e6;
    return { median: ms(loopDelay.percentile(50)), p99: ms(loopDelay.percentile(99)), max: ms(loopDelay.max) };
  });
}
