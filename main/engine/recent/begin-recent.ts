import type { Prepared } from '../inspect.ts';
import type { JournalPair } from '../journal-port.ts';
import { RecentPart } from './recent-part.ts';

/** The part of a move that goes first. */
export interface RecentWork {
  readonly part: RecentPart;
  /** Pairs that have, or may have, recent messages to be copied. */
  readonly pairs: readonly JournalPair[];
}

/**
 * What to copy first where the person wants the newest messages first; null where there is no such wish, or nothing to do.
 * @param pairs those with work
 * @param isListed whether the journal knows every message of a pair
 */
export async function beginRecent(
  { run }: Pick<Prepared, 'run'>,
  pairs: readonly JournalPair[],
  isListed: (pair: JournalPair) => boolean,
): Promise<RecentWork | null> {
  const { recentFirst } = run.settings;
  if (recentFirst === null || pairs.length === 0) return null;
  const part = new RecentPart(run, recentFirst, pairs);
  const wanted: JournalPair[] = [];
  for (const pair of pairs) {
    run.signal.throwIfAborted();
    // After a stop in the second part the first one is over without a word to a server.
    const isOver = isListed(pair) && run.journal.counts(pair.id).byStatus.intended.messages === 0;
    if (!isOver || !(await part.look(pair.id)).isEmpty) wanted.push(pair);
  }
  return { part, pairs: wanted };
}
