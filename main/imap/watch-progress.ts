/** A running watch over one command. */
export interface Watch {
  /** While held, no progress is expected: the reader waits for us. */
  hold(): void;
  release(): void;
  /** From here on, so long without progress is enough; milliseconds. */
  hurry(silenceMs: number): void;
  stop(): void;
}

const LONGEST_TICK_MS = 5000;

/**
 * Calls `onSilence` once when `progress` (a count of bytes moved) has stood still for `silenceMs`, but for times on hold.
 * Counts ticks instead of reading a clock: a computer that slept, or a process that was stopped, gets the whole time again.
 */
export function watchProgress(silenceMs: number, progress: () => number, onSilence: () => void): Watch {
  const tickMs = Math.min(Math.max(silenceMs / 8, 10), LONGEST_TICK_MS);
  let enough = Math.ceil(silenceMs / tickMs);
  let last = progress();
  let silentTicks = 0;
  let holds = 0;
  const timer = setInterval(() => {
    const now = progress();
    silentTicks = now !== last || holds > 0 ? 0 : silentTicks + 1;
    last = now;
    if (silentTicks < enough) return;
    clearInterval(timer);
    onSilence();
  }, tickMs);
  return {
    hold: () => {
      holds += 1;
    },
    release: () => {
      holds -= 1;
      silentTicks = 0;
    },
    hurry: (ms) => {
      enough = Math.min(enough, Math.ceil(ms / tickMs));
    },
    stop: () => clearInterval(timer),
  };
}
