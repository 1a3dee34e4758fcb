import type { PracticeStateOf } from '../../shared/ipc/practice-state.ts';
import type { Progress } from '../../shared/model/progress.ts';
import type { Receipt, ReceiptException } from '../../shared/model/receipt.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';

/** A running move as the window shows it. */
export function viewOfMove(progress: Progress, resumed: boolean): PracticeStateOf<'moving'> {
  return {
    phase: 'moving',
    resumed,
    messages: { done: progress.messages.done, total: progress.messages.total },
    bytesDone: progress.bytes.done,
    verified: progress.verified,
    mailboxes: progress.mailboxes.map(({ source, phase, done, total }) => ({
      name: sanitizeDisplay(source),
      phase,
      done,
      total,
    })),
  };
}

/** A receipt as the window shows it. */
export function viewOfReceipt(receipt: Receipt, seconds: number): PracticeStateOf<'finished'> {
  const { totals } = receipt;
  return {
    phase: 'finished',
    messages: totals.copied + totals.alreadyThere,
    bytes: totals.bytes,
    verified: totals.verified,
    seconds,
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
