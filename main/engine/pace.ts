/** What was moved, or is left to move. */
export interface Work {
  readonly messages: number;
  readonly bytes: number;
}

interface Sample extends Work {
  /** Moving time, in milliseconds. */
  readonly at: number;
}

/** How a stretch of work of one kind (copying, or verifying) has gone so far. Immutable; see {@link notePace}. */
export interface Pace {
  /** Wall-clock time of the last note, in milliseconds since 1970. */
  readonly notedAt: number;
  /** When something last moved. */
  readonly movedAt: number;
  /** Time spent moving: pauses and long silences are left out. */
  readonly movingMs: number;
  /** Time spent in pauses, and how many there were. */
  readonly pausedMs: number;
  readonly pauses: number;
  /** Moved since this stretch began, not counting what was done before it. */
  readonly moved: Work;
  readonly samples: readonly Sample[];
  /** The moving time at which the end was last promised, so that a worse outlook can be admitted; null before any. */
  readonly promisedEnd: number | null;
  /** Moving time at which the outlook became worse by more than half. */
  readonly slowerAt: number | null;
}

/** A silence longer than this is not "steady copying". */
export const longestSilenceMs = 60_000;

const sampleEveryMs = 1000;
const mostSamples = 96;
const untouchedSamples = 32;

/** Begins a stretch of work. */
export function startPace(now: number): Pace {
  const moved = { messages: 0, bytes: 0 };
  const samples = [{ at: 0, ...moved }];
  const times = { notedAt: now, movedAt: now, movingMs: 0, pausedMs: 0, pauses: 0 };
  return { ...times, moved, samples, promisedEnd: null, slowerAt: null };
}

/** Notes that `moved` more was moved, and that time passed, which does not count while `paused`. */
export function notePace(pace: Pace, moved: Work, now: number, paused: boolean): Pace {
  const passed = paused ? 0 : Math.min(Math.max(0, now - pace.notedAt), longestSilenceMs);
  const sum = { messages: pace.moved.messages + moved.messages, bytes: pace.moved.bytes + moved.bytes };
  const movingMs = pace.movingMs + passed;
  const movedNow = moved.messages > 0 || moved.bytes > 0;
  return {
    ...pace,
    notedAt: now,
    movedAt: movedNow || paused ? now : pace.movedAt,
    movingMs,
    pausedMs: pace.pausedMs + (paused ? Math.max(0, now - pace.notedAt) : 0),
    moved: sum,
    samples: withSample(pace.samples, { at: movingMs, ...sum }),
  };
}

/** Adds a sample, and thins out the old ones, so that a move of days needs no more memory than one of minutes. */
function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.at - last.at < sampleEveryMs) return samples;
  const all = [...samples, sample];
  if (all.length <= mostSamples) return all;
  const recent = all.length - untouchedSamples;
  return all.filter((_, index) => index >= recent || index % 2 === 0);
}

/** What was moved in about the last `ms` of moving time; less when the stretch is younger. */
export function recentWork(pace: Pace, ms: number): Work & { readonly ms: number } {
  const from = pace.movingMs - ms;
  const begin = pace.samples.findLast((sample) => sample.at <= from) ?? pace.samples[0];
  if (!begin) return { messages: 0, bytes: 0, ms: 0 };
  return {
    messages: pace.moved.messages - begin.messages,
    bytes: pace.moved.bytes - begin.bytes,
    ms: pace.movingMs - begin.at,
  };
}
