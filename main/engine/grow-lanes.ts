import type { Clock } from './ports.ts';

/** How long throughput is watched before another lane is tried. */
const WINDOW_MS = 600;
/** A further lane must have brought this much more, or it was the last. */
const WORTH_IT = 1.25;

/** Bytes stored at the destination so far, over all lanes. */
export class Meter {
  bytes = 0;
}

/** A sign-in that takes so much longer, some three round trips of a server abroad, speaks for one more lane. */
const SIGN_IN_MS_PER_LANE = 150;

/**
 * How many lanes to begin with: two keep near servers busy, and the farther away they are, the more of a lane's time is waiting
 * for answers that another lane can use.
 * @param signInMs how long connecting and signing in took
 */
export function lanesAtOnce(signInMs: number): number {
  return 2 + Math.floor(signInMs / SIGN_IN_MS_PER_LANE);
}

/** What growing needs to know. */
export interface Growth {
  readonly clock: Clock;
  readonly meter: Meter;
  /** Aborting ends growing. */
  readonly signal: AbortSignal;
  readonly most: number;
  /** Lanes that need no proof; see {@link lanesAtOnce}. */
  readonly atOnce: number;
  /** Starts one more lane. */
  readonly start: () => void;
  /** Whether there is a reason not to: nothing left to do, or a server that refused a connection. */
  readonly enough: () => boolean;
}

/**
 * Starts further lanes one by one while each of them makes the move faster: nobody wants more connections than help. Resolves when no further lane will be started.
 */
export async function growLanes(growth: Growth): Promise<void> {
  const { clock, meter, signal, most, atOnce, start, enough } = growth;
  let best = 0;
  for (let lanes = 0; lanes < most && !enough(); lanes++) {
    if (lanes >= atOnce) {
      const before = meter.bytes;
      if (!(await waited(clock, signal))) return;
      const rate = meter.bytes - before;
      // Nothing stored yet says nothing: the mailboxes are still being listed.
      if (enough() || (best > 0 && rate < best * WORTH_IT)) return;
      best = Math.max(best, rate);
    }
    start();
  }
}

async function waited(clock: Clock, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(WINDOW_MS, signal);
    return true;
  } catch {
    return false;
  }
}
