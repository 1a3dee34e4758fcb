import type { Caution } from '../copy/caution.ts';
import type { Run, Sessions } from '../run.ts';
import { tellProgress } from '../run.ts';
import type { Round } from './round.ts';
import { verifyRows } from './verify-mailbox.ts';

/** Messages of one turn: so often the progress moves. */
const PAGE = 100;

/** Compares the chosen messages of a pair byte for byte; those that are not `verified` any more are passed over. */
export async function compareSample(comparison: {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  /** Ascending. */
  readonly uids: readonly number[];
  readonly round: Round;
  readonly caution: Caution;
}): Promise<void> {
  const { run, pairId, sessions, uids, round, caution } = comparison;
  const pair = run.journal.pair(pairId);
  const { permanentFlags } = await sessions.destination.open(pair.destination);
  for (let at = round.placeIn(pairId); at < uids.length;) {
    run.signal.throwIfAborted();
    run.ages.check([sessions.source, sessions.destination]);
    const chosen = uids.slice(at, at + PAGE);
    const rows = chosen.flatMap((uid) =>
      run.journal.messages(pairId, 'verified', uid - 1, 1).filter((row) => row.uid === uid),
    );
    const looked = await verifyRows(
      { run, pairId, sessions, depth: 'deep', permanentFlags, caution, atRandom: true },
      rows,
    );
    // Where the day's budget was at its end, the first one left is the next.
    const next = rows[looked];
    const passed = next ? chosen.indexOf(next.uid) : chosen.length;
    at += passed;
    round.pass(pairId, passed, { place: at });
    tellProgress(run, pair, 'verifying');
  }
}
