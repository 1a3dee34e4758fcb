import type { Progress } from '../../../../shared/model/progress.ts';
import type { Journal, Namespaces } from '../../../engine/journal-port.ts';
import type { MailboxRow } from '../../../../shared/ipc/run-view.ts';
import { folderPath } from '../../folder-path.ts';
import type { MailboxProgress } from '../../../../shared/model/migration-event.ts';
import type { MigrationOutcome } from '../../../../shared/model/migration-event.ts';
import { doubledIn } from '../../../../shared/model/newcomers.ts';
import { tallyShortfalls } from '../../../../shared/tally-shortfalls.ts';
import type { MoveNumbers } from '../move-record.ts';

/** What is remembered of a move under way. */
export function numbersOf(progress: Progress, altered: number): MoveNumbers {
  const { messages, bytes, skipped, failed, verified } = progress;
  return { messages, bytes, skipped, failed, verified, altered, incomplete: 0, doubled: 0 };
}

/** What is remembered of a run that ended, over the whole move. */
export function numbersAfter(outcome: MigrationOutcome, progress: Progress): MoveNumbers {
  const { copied, alreadyThere, skipped, failed, altered, waiting, shortfalls } = outcome;
  const { missing, toCome, countedTwice } = tallyShortfalls(shortfalls);
  const done = copied + alreadyThere + skipped + failed - countedTwice;
  return {
    messages: { done, total: done + waiting },
    bytes: progress.bytes,
    skipped,
    failed,
    altered,
    verified: progress.verified,
    incomplete: missing.mailboxes + toCome.mailboxes,
    doubled: doubledIn(outcome.newcomers),
  };
}

/** A mailbox's progress, made fit to show. @param namespaces of both accounts; null where they are not known yet */
export function mailboxRow(
  mailbox: MailboxProgress & Pick<MailboxRow, 'isGivenUp'>,
  index: number,
  namespaces: Namespaces | null,
): MailboxRow {
  const { source, phase, total, done, totalBytes, doneBytes, skipped, failed, isGivenUp, verified } = mailbox;
  const from = folderPath(source, namespaces?.source ?? null);
  const to = folderPath(mailbox.destination, namespaces?.destination ?? null);
  return { index, source, from, to, phase, total, done, totalBytes, doneBytes, skipped, failed, isGivenUp, verified };
}

/** Where each mailbox stood when the journal was last written. */
export function rowsOfJournal(journal: Journal): readonly MailboxRow[] {
  return journal
    .migrations()
    .flatMap(({ id, namespaces }) => journal.pairs(id).map((pair) => ({ pair, namespaces })))
    .map(({ pair, namespaces }, index) => {
      const { waiting, intended, copied, verified, skipped, failed } = journal.counts(pair.id).byStatus;
      const done = copied.messages + verified.messages + skipped.messages + failed.messages;
      const open = waiting.messages + intended.messages;
      const doneBytes = copied.bytes + verified.bytes + skipped.bytes + failed.bytes;
      const isIndexed = pair.indexedUidNext !== null;
      return mailboxRow(
        {
          source: pair.source,
          destination: pair.destination,
          phase: isIndexed && open === 0 ? 'done' : 'waiting',
          isGivenUp: pair.problem !== null,
          total: isIndexed ? done + open : Math.max(pair.messages, done + open),
          done,
          totalBytes: isIndexed ? doneBytes + waiting.bytes + intended.bytes : pair.bytes,
          doneBytes,
          skipped: skipped.messages,
          failed: failed.messages,
          verified: verified.messages,
        },
        index,
        namespaces,
      );
    });
}
