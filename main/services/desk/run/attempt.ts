import type { MigrationOutcome } from '../../../../shared/model/migration-event.ts';
import { moveRequest, SecretMissing } from '../account/account-access.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { KeptMove } from '../kept-move.ts';
import type { MoveJob } from '../move-record.ts';
import { secretProblem } from '../problem.ts';
import { waitForDestination } from '../../hold-destination.ts';
import { copiedSoFar } from '../../move-service.ts';
import { judgeError, judgeOutcome } from './judge-error.ts';
import { noteRecent } from '../recent.ts';
import { rememberFinished } from './remember.ts';
import type { AttemptEnd } from './run-phase.ts';
import type { Watch } from './watch.ts';

/** One attempt at a move's job. */
export interface Attempt {
  readonly desk: DeskParts;
  readonly kept: KeptMove;
  readonly job: MoveJob;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}

/** Runs the job once, as far as it comes. Never rejects: every end is data. */
export async function attemptRun(attempt: Attempt): Promise<AttemptEnd> {
  const { desk, kept, signal, watch } = attempt;
  const before = doneSoFar(watch);
  try {
    const outcome = await runOnce(attempt);
    if (outcome.end === 'finished') return { end: 'finished' };
    if (signal.aborted) return { end: 'stopped' };
    return judgeOutcome(outcome, kept.record(), doneSoFar(watch) > before);
  } catch (error) {
    if (signal.aborted) return { end: 'stopped' };
    if (error instanceof SecretMissing) return { end: 'needs-you', problem: secretProblem(error, kept.record()) };
    return judgeError(error, kept.record(), doneSoFar(watch) > before, desk.onFault);
  }
}

async function runOnce({ desk, kept, job, watch, signal }: Attempt): Promise<MigrationOutcome> {
  const request = {
    ...(await moveRequest(kept.record(), job, desk)),
    ledger: desk.book.book.ledger,
    // Asked again and again: the person may change it meanwhile.
    bytesPerSecond: () => kept.record().options.bytesPerSecond,
  };
  const journal = kept.journal();
  const ends = { from: request.from.address, to: request.to.address };
  const copiedBefore = copiedSoFar(journal, request);
  const control = {
    signal,
    onEvent: (event: Parameters<Watch['note']>[0]) => {
      watch.note(event);
      noteRecent(kept, event, desk.clock.now());
      kept.touch();
    },
  };
  const { moves, locks, clock } = desk;
  // A verification only reads.
  using hold = job === 'copy' ? await waitForDestination(locks, ends, { clock, control }) : null;
  if (hold?.trouble) desk.onFault(hold.trouble);
  const outcome = await (job === 'copy'
    ? moves.run(request, journal, control)
    : moves.verify(request, journal, control));
  if (outcome.end === 'finished') rememberFinished(kept, outcome, job, { watch, copiedBefore, now: desk.clock.now() });
  return outcome;
}

function doneSoFar(watch: Watch): number {
  if (!watch.isKnown()) return 0;
  const { messages, verified, check } = watch.progress();
  return messages.done + verified + (check?.done ?? 0);
}
