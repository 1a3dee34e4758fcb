import { rememberNumbers } from './remember.ts';
import type { RunnerParts } from './runner.ts';
import type { Watch } from './watch.ts';

const tickEveryMs = 1_000;
const rememberEveryTicks = 5;

/** While a run is under way: once a second a point of the picture over time, and now and then the numbers for the next start. */
export function keepNoting({ kept }: Pick<RunnerParts, 'kept'>, watch: Watch): { stop(): void } {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks++;
    watch.tick();
    kept.touch();
    if (ticks % rememberEveryTicks === 0) rememberNumbers(kept, watch);
  }, tickEveryMs);
  return { stop: () => clearInterval(timer) };
}
