import type { MailboxRole } from '../../../shared/model/mailbox.ts';
import { copyShare } from '../labels/copy-share.ts';
import { indexMailbox } from '../index-mailbox.ts';
import type { JournalPair } from '../journal-port.ts';
import { mailboxReplaced } from '../mailbox-replaced.ts';
import { decisionOn } from '../plan/choose-mailboxes.ts';
import { assignRoles } from '../plan/mailbox-role.ts';
import type { DestinationSession, OpenMailbox, SourceSession } from '../ports.ts';
import type { RecentPart } from '../recent/recent-part.ts';
import { tellProgress, type Run, type Sessions } from '../run.ts';
import type { Caution } from './caution.ts';
import { compareNewcomers } from './compare-newcomers.ts';
import { prepareDestination } from './prepare-destination.ts';
import { pump } from './pump.ts';
import { treatRefused } from '../treat/treat-refused.ts';
import { reconcile } from './reconcile.ts';
import { judgeSetAside, setAsideCondemned } from './set-aside.ts';
import { settle } from './settle.ts';

/** One mailbox to be copied. */
export interface Copying {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  readonly caution: Caution;
  /** Set when only its recent messages are meant. */
  readonly recent: RecentPart | null;
}

/**
 * Brings one mailbox from wherever it stands to "every message accounted for": index, settle what is in doubt, compare with what
 * the destination holds, copy. May be called again after any error; each part looks at the journal for what is left.
 * @returns the destination mailbox, which is still open
 */
export async function copyMailbox({ run, pairId, sessions, caution, recent }: Copying): Promise<OpenMailbox> {
  const { journal } = run;
  // The two sides are prepared at the same time: their round trips do not add up.
  const [indexed, prepared] = await Promise.allSettled([
    openSource(run, pairId, sessions.source),
    openDestination(run, pairId, sessions.destination),
  ]);
  if (indexed.status === 'rejected') throw indexed.reason;
  if (prepared.status === 'rejected') throw prepared.reason;
  let opened = prepared.value;
  run.signal.throwIfAborted();
  if (journal.counts(pairId).byStatus.intended.messages > 0) {
    await settle({ run, pairId, sessions, caution });
    opened = await sessions.destination.open(journal.pair(pairId).destination);
  }
  const { reconciled, destination, destinationStart } = journal.pair(pairId);
  let comparedTo = opened.uidNext ?? 1;
  if (reconciled) comparedTo = await compareNewcomers({ run, pairId, sessions, caution, opened });
  else if (opened.exists !== 0) {
    comparedTo = await reconcile(run, pairId, sessions, caution);
    opened = await sessions.destination.open(destination);
  }
  // Nothing is in doubt now: what we put there from here on has this UID or a higher one.
  journal.changePair(pairId, {
    reconciled: true,
    destinationUidNext: opened.uidNext,
    destinationCompared: comparedTo,
    destinationStart: destinationStart ?? comparedTo,
  });
  await setAsideCondemned(run, pairId, sessions.source, caution);
  tellProgress(run, journal.pair(pairId), 'copying');
  const only = recent ? await recent.look(pairId) : null;
  if (only ? !only.isEmpty : journal.counts(pairId).byStatus.waiting.messages > 0) {
    const pumping = { run, pairId, sessions, opened, caution, only };
    if (journal.pair(pairId).readsFrom !== null) opened = await copyShare(pumping);
    else await pump(pumping);
  }
  if (!recent) judgeSetAside(run, pairId);
  // Refused messages come after all others.
  if (!recent) await treatRefused({ run, pairId, sessions, opened, caution });
  return opened;
}

/** Lists what is new in the pair's own mailbox; what a pair takes its share of was listed before, for all such pairs at once. */
async function openSource(run: Run, pairId: number, session: SourceSession): Promise<void> {
  const { readsFrom, sourceUidValidity } = run.journal.pair(pairId);
  if (readsFrom === null) return indexMailbox(run, pairId, session, false);
  const { uidValidity } = await session.open(readsFrom);
  if (uidValidity === sourceUidValidity) return;
  // Only the next run's listing can tell.
  throw mailboxReplaced('later');
}

/** Creates and subscribes the destination mailbox where that is needed, opens it and looks at its UIDVALIDITY. */
async function openDestination(run: Run, pairId: number, session: DestinationSession): Promise<OpenMailbox> {
  const { journal } = run;
  const pair = journal.pair(pairId);
  const listed = run.destinationFacts.mailboxes.find(({ name }) => name === pair.destination);
  const opened = await prepareDestination(run, pairId, session, {
    create: !pair.exists,
    role: roleToGive(run, pair),
    subscribe: pair.subscribed && listed?.subscribed !== true,
  });
  if (pair.destinationUidValidity !== null && pair.destinationUidValidity !== opened.uidValidity) {
    journal.forgetDestination(pairId);
  }
  journal.changePair(pairId, {
    destinationUidValidity: opened.uidValidity,
    destinationHighestModseq: opened.highestModseq,
  });
  return opened;
}

/**
 * The special use a new mailbox is made with: none when the destination has a mailbox for that, or when it is one of many below the
 * mailbox that the person chose for everything.
 */
function roleToGive({ settings, destinationFacts }: Run, { source, role }: JournalPair): MailboxRole | null {
  const gathered = settings.plan.under !== null && decisionOn(source, settings.plan).destination === undefined;
  return gathered || [...assignRoles(destinationFacts).values()].includes(role ?? 'inbox') ? null : role;
}
