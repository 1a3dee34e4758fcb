import type { TimeLeft } from '../../shared/model/progress.ts';
import { recentWork, type Pace, type Work } from './pace.ts';

/** Besides its bytes, a message costs about as much time as this many bytes. */
const messageCostBytes = 16 * 1024;

const earliestFraction = 0.02;
const earliestMs = 180_000;
/** Below this nothing can be said, whatever the fraction: the first seconds are connections being opened. */
const leastMs = 3000;
/** How long a worse outlook is pointed out. */
const slowerShownMs = 120_000;

const cost = (work: Work): number => work.bytes + work.messages * messageCostBytes;

/** The time left in seconds by the slowest and the fastest pace seen lately; null when it is too early to tell. */
function outlook(pace: Pace, left: Work): { readonly from: number; readonly to: number } | null {
  const moved = cost(pace.moved);
  const remaining = cost(left);
  const fraction = moved / (moved + remaining);
  if (moved <= 0 || pace.movingMs < leastMs) return null;
  if (fraction < earliestFraction && pace.movingMs < earliestMs) return null;
  const lately = recentWork(pace, Math.max(30_000, pace.movingMs / 4));
  const overall = moved / pace.movingMs;
  const recent = lately.ms > 0 ? cost(lately) / lately.ms : overall;
  // The less was seen, the wider the range.
  const doubt = 0.12 + 0.4 * Math.max(0, 1 - fraction / 0.25);
  const slow = Math.max(Math.min(overall, recent), overall / 4);
  return {
    from: (remaining / Math.max(overall, recent) / 1000) * (1 - doubt * 0.6),
    to: (remaining / slow / 1000) * (1 + doubt) * pauseFactor(pace),
  };
}

/** One pause is an accident; more of them are how this server works, so as many again may come. */
function pauseFactor({ pauses, pausedMs, movingMs }: Pace): number {
  return pauses < 2 ? 1 : 1 + pausedMs / movingMs;
}

/** Rounds to what one can honestly say: minutes, quarters of an hour, hours, half days. */
function roundingStep(seconds: number): number {
  if (seconds < 3600) return 60;
  if (seconds < 6 * 3600) return 900;
  return seconds < 24 * 3600 ? 3600 : 12 * 3600;
}

/** Says how long the work `left` will take at this pace. */
export function timeLeft(pace: Pace, left: Work): TimeLeft {
  const seen = outlook(pace, left);
  if (!seen) return { kind: 'too-early' };
  const step = roundingStep(seen.to);
  return {
    kind: 'range',
    fromSeconds: Math.floor(seen.from / step) * step,
    toSeconds: Math.max(step, Math.ceil(seen.to / step) * step),
    slower: pace.slowerAt !== null && pace.movingMs - pace.slowerAt < slowerShownMs,
  };
}

/** Keeps the promise of an end up to date, and remembers when it had to be put off by more than half (and by a minute or more). */
export function notePromise(pace: Pace, left: Work): Pace {
  const seen = outlook(pace, left);
  if (!seen) return pace;
  const expected = ((seen.from + seen.to) / 2) * 1000;
  const end = pace.movingMs + expected;
  if (pace.promisedEnd === null || end <= pace.promisedEnd) return { ...pace, promisedEnd: end };
  const promised = Math.max(0, pace.promisedEnd - pace.movingMs);
  if (expected <= promised * 1.5 || expected - promised < 60_000) return pace;
  return { ...pace, promisedEnd: end, slowerAt: pace.movingMs };
}
