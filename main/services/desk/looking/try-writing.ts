import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import type { DestinationSession, MailSession, SourceSession } from '../../../engine/ports.ts';
import { rehearse, removeScratch } from '../../../engine/rehearse.ts';
import { accountAccess, SecretMissing } from '../account/account-access.ts';
import type { Look, WriteTest } from '../checks/look.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { KeptMove } from '../kept-move.ts';
import { mailProblem, problemOf, secretProblem } from '../problem.ts';

/** Makes a mailbox at the destination, fills it with some messages and removes it again. Never rejects. */
export async function tryWriting(desk: DeskParts, kept: KeptMove, look: Look, signal: AbortSignal): Promise<WriteTest> {
  const facts = { source: look.source.facts, destination: look.destination.facts };
  const fullest = look.plan.pairs.toSorted((one, other) => other.messages - one.messages)[0];
  try {
    const rehearsal = await withSessions(desk, kept, signal, ({ source, destination }) =>
      rehearse({
        source,
        destination,
        facts,
        mailbox: fullest?.source ?? 'INBOX',
        clock: desk.clock,
        signal,
        random: desk.randomId().slice(0, 8),
      }),
    );
    const { leftBehind, down, up, abilities, problem } = rehearsal;
    const scratch = leftBehind ? rehearsal.mailbox : null;
    if (!problem || leftBehind) kept.change({ rehearsal: { at: desk.clock.now(), scratch, down, up, abilities } });
    return problem ? { kind: 'failed', problem: mailProblem(problem, kept.record()) } : { kind: 'over' };
  } catch (error) {
    return { kind: 'failed', problem: problemFrom(error, desk, kept) };
  }
}

/** Removes mailboxes that a test left behind. @returns why it did not work, or null */
export async function removeLeftBehind(
  desk: DeskParts,
  kept: KeptMove,
  signal: AbortSignal,
): Promise<ProblemView | null> {
  try {
    await withSessions(desk, kept, signal, async ({ destination }) =>
      removeScratch(destination, await destination.inspect()),
    );
    const { rehearsal } = kept.record();
    if (rehearsal) kept.change({ rehearsal: { ...rehearsal, scratch: null } });
    return null;
  } catch (error) {
    return problemFrom(error, desk, kept);
  }
}

function problemFrom(error: unknown, desk: DeskParts, kept: KeptMove): ProblemView {
  return error instanceof SecretMissing
    ? secretProblem(error, kept.record())
    : problemOf(error, kept.record(), desk.onFault);
}

interface BothSessions {
  readonly source: SourceSession;
  readonly destination: DestinationSession;
}

async function withSessions<Result>(
  desk: DeskParts,
  kept: KeptMove,
  signal: AbortSignal,
  work: (sessions: BothSessions) => Promise<Result>,
): Promise<Result> {
  const record = kept.record();
  const open: MailSession[] = [];
  try {
    const from = await desk.source(await accountAccess(record, 'source', desk)).connect(signal);
    open.push(from);
    const to = await desk.destination(await accountAccess(record, 'destination', desk)).connect(signal);
    open.push(to);
    return await work({ source: from, destination: to });
  } finally {
    await Promise.all(open.map((session) => session.close()));
  }
}
