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

/** What is counted, and how much of it is enough. */
export interface Progress {
  /** Octets moved in either direction: when they stand still for `silenceMs`, the other side is silent. */
  readonly moved: () => number;
  readonly silenceMs: number;
  /** Octets moved that bring the command nearer to its end; fewer than `leastBytes` within `leastWithinMs` are as good as none. */
  readonly useful: () => number;
  readonly leastBytes: number;
  readonly leastWithinMs: number;
}

/**
 * Calls `onSilence` once when there is no progress, but for times on hold.
 * Counts ticks instead of reading a clock: a computer that slept, or a process that was stopped, gets the whole time again.
 */
export function watchProgress(
  { moved: progress, silenceMs, useful, leastBytes, leastWithinMs }: Progress,
  onSilence: () => void,
): Watch {
  const tickMs = Math.min(Math.max(silenceMs / 8, 10), LONGEST_TICK_MS);
  let enough = Math.ceil(silenceMs / tickMs);
  let last = progress();
  let silentTicks = 0;
  let holds = 0;
  /** Where `useful` stood when the present stretch of time began, and how long ago that is. */
  let stretch = { from: useful(), ticks: 0 };
  const isTooSlow = (): boolean => {
    stretch.ticks += 1;
    if (stretch.ticks * tickMs < leastWithinMs) return false;
    const enoughCame = useful() - stretch.from >= leastBytes;
    stretch = { from: useful(), ticks: 0 };
    return !enoughCame;
  };
  const timer = setInterval(() => {
    const now = progress();
    silentTicks = now !== last || holds > 0 ? 0 : silentTicks + 1;
    last = now;
    const tooSlow = holds === 0 && isTooSlow();
    if (silentTicks < enough && !tooSlow) return;
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
