import { BudgetSpent } from './budget-spent.ts';
import { waitForBudget } from './budget-wait.ts';
import { Caution } from './copy/caution.ts';
import { copyMailbox } from './copy/copy-mailbox.ts';
import { isFinal } from './is-final.ts';
import { MailError } from './mail-error.ts';
import { waitToRetry } from './wait-to-retry.ts';
import { tellProgress, type Run } from './run.ts';
import type { Connections } from './connections.ts';
import type { Pauses } from './pauses.ts';
import { verifyMailbox } from './verify/verify-mailbox.ts';

const FAIL_PAGE = 1_000;

/** What to do with each mailbox. */
export type Job = 'copy' | 'verify-again';

/** A lane works on one mailbox at a time, with one connection to each side, until none is left. */
export interface Lane {
  readonly run: Run;
  readonly connections: Connections;
  readonly pauses: Pauses;
  readonly job: Job;
}

/**
 * Brings one mailbox to its end, over as many connections as that takes. Rejects when the whole move must stop: signed out, full,
 * too many attempts without progress, or the person's wish.
 */
export async function workMailbox(lane: Lane, pairId: number): Promise<void> {
  const { run } = lane;
  const caution = new Caution();
  for (let attempt = 0; ;) {
    const before = stepsDone(run, pairId);
    try {
      await attemptMailbox(lane, pairId, caution);
      tellProgress(run, run.journal.pair(pairId), 'done');
      return;
    } catch (error) {
      if (error instanceof BudgetSpent) {
        run.signal.throwIfAborted();
        await waitForBudget(run, lane.connections, error);
        attempt = 0;
        continue;
      }
      lane.connections.drop();
      run.signal.throwIfAborted();
      if (!(error instanceof MailError)) throw error;
      if (concernsMailboxOnly(error)) return failRest(run, pairId, error);
      if (isFinal(error)) throw error;
      const progressed = stepsDone(run, pairId) > before;
      const blamed = isLoss(error) ? caution.lost(progressed) : null;
      if (blamed !== null) {
        caution.condemned.set(blamed, { kind: error.facts.kind, serverText: error.facts.serverText ?? null });
      }
      attempt = progressed || blamed !== null ? 1 : attempt + 1;
      if (attempt > run.settings.attempts) throw error;
      await waitToRetry(run, lane.pauses, error, attempt);
    }
  }
}

async function attemptMailbox(lane: Lane, pairId: number, caution: Caution): Promise<void> {
  const { run } = lane;
  const sessions = await lane.connections.get();
  const { verify } = run.settings;
  if (lane.job === 'verify-again') {
    if (verify !== 'none')
      await verifyMailbox({ run, pairId, sessions, depth: verify, statuses: ['copied', 'verified'], opened: null });
    return;
  }
  // A deep look may find that a message taken for an arrived one is another: then there is something to copy again.
  for (let round = 0; round < 2; round++) {
    const opened = await copyMailbox(run, pairId, sessions, caution);
    if (verify === 'none') return;
    await verifyMailbox({ run, pairId, sessions, depth: verify, statuses: ['copied'], opened });
    if (run.journal.counts(pairId).byStatus.waiting.messages === 0) return;
  }
}

/** Grows with every step that need not be repeated: messages listed, dealt with, verified. */
function stepsDone(run: Run, pairId: number): number {
  const { waiting, intended, copied, verified, skipped, failed } = run.journal.counts(pairId).byStatus;
  const dealtWith = copied.messages + 2 * verified.messages + skipped.messages + failed.messages;
  return waiting.messages + intended.messages + 2 * dealtWith;
}

/** Whether something on its way broke the connection; a message too large to be read does so each time. */
function isLoss(error: MailError): boolean {
  return (
    error.facts.wide === 'message' ||
    ['connection-lost', 'bye', 'silence', 'protocol', 'refused'].includes(error.facts.kind)
  );
}

function concernsMailboxOnly(error: MailError): boolean {
  return error.facts.when === 'never' && error.facts.wide === 'mailbox';
}

/** The mailbox cannot be moved: every message left in it is named in the receipt with the server's words. */
function failRest(run: Run, pairId: number, error: MailError): void {
  const problem = { kind: error.facts.kind, serverText: error.facts.serverText ?? null };
  for (;;) {
    const rows = run.journal.messages(pairId, 'waiting', 0, FAIL_PAGE);
    if (rows.length === 0) break;
    for (const row of rows) run.journal.markFailed(pairId, row.uid, problem);
  }
  const pair = run.journal.pair(pairId);
  run.onEvent({ event: 'problem', mailbox: pair.source, uid: null, problem });
  tellProgress(run, pair, 'done');
}
