import type { PracticeStage, PracticeStateOf } from '../../shared/ipc/practice-state.ts';
import type { Progress } from '../../shared/model/progress.ts';
import type { ReceiptException } from '../../shared/model/receipt.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { PracticeAct, PracticeResult } from '../services/practice-move.ts';

/** The stage an act begins; the others end one, and tell what is seen anyway. */
const stages: Readonly<Partial<Record<PracticeAct['act'], PracticeStage>>> = {
  begins: 'copying',
  stopped: 'stopped',
  'goes-on': 'resumed',
  verifies: 'verifying',
  'once-more': 'once-more',
};

/** The stage after an act. */
export function stageAfter(act: PracticeAct, stage: PracticeStage): PracticeStage {
  return stages[act.act] ?? stage;
}

/** A running move as the window shows it. */
export function viewOfMove(progress: Progress, stage: PracticeStage): PracticeStateOf<'moving'> {
  return {
    phase: 'moving',
    stage,
    messages: { done: progress.messages.done, total: progress.messages.total },
    bytesDone: progress.bytes.done,
    verified: progress.verified,
    mailboxes: progress.mailboxes.map(({ source, phase, done, verified, total }) => ({
      name: sanitizeDisplay(source),
      phase,
      done,
      verified,
      total,
    })),
  };
}

/** What came of a practice move, as the window shows it. */
export function viewOfResult({ receipt, comparison, seconds }: PracticeResult): PracticeStateOf<'finished'> {
  const { totals } = receipt;
  return {
    phase: 'finished',
    messages: totals.copied + totals.alreadyThere,
    bytes: totals.bytes,
    verified: totals.verified,
    seconds,
    comparison: { messages: comparison.messages, equal: comparison.equal, extra: comparison.extra },
    mailboxes: receipt.mailboxes.map((mailbox) => ({
      from: sanitizeDisplay(mailbox.source),
      to: sanitizeDisplay(mailbox.destination),
      messages: mailbox.copied + mailbox.alreadyThere,
      verified: mailbox.verified,
      exceptions: mailbox.failed + mailbox.altered,
    })),
    exceptions: receipt.exceptions.map(viewOfException),
  };
}

function viewOfException({
  mailbox,
  outcome,
  problem,
}: ReceiptException): PracticeStateOf<'finished'>['exceptions'][0] {
  return {
    mailbox: sanitizeDisplay(mailbox),
    subject: problem.subject === undefined ? null : sanitizeDisplay(problem.subject),
    outcome,
    serverText: problem.serverText === null ? null : sanitizeDisplay(problem.serverText),
  };
}
