/** A running watch over one command. */
export interface Watch {
  /** While held, no progress is expected: the reader waits for us. */
  hold(): void;
  release(): void;
  stop(): void;
}

/**
 * Calls `onSilence` once when `progress` (a count of bytes moved) has stood still for `silenceMs`, but for times on hold.
 * The time on hold counts as progress, so a reader that comes back gets the whole time again.
 */
export function watchProgress(silenceMs: number, progress: () => number, onSilence: () => void): Watch {
  let last = progress();
  let since = performance.now();
  let holds = 0;
  const timer = setInterval(
    () => {
      const now = progress();
      if (now !== last || holds > 0) {
        last = now;
        since = performance.now();
      } else if (performance.now() - since >= silenceMs) {
        clearInterval(timer);
        onSilence();
      }
    },
    Math.min(Math.max(silenceMs / 8, 10), 5000),
  );
  return {
    hold: () => {
      holds += 1;
    },
    release: () => {
      holds -= 1;
      since = performance.now();
    },
    stop: () => clearInterval(timer),
  };
}
