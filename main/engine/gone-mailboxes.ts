import type { Journal, JournalPair } from './journal-port.ts';
import { MailError } from './mail-error.ts';
import type { SourceSession } from './ports.ts';

const PAGE = 1_000;

/**
 * Mailboxes that earlier runs began and that the source no longer lists: deleted or renamed. What has not come along of them cannot any
 * more, and is told as gone. A mailbox that opens all the same was only left out of the list, and stays as it is.
 * @param listed names of the mailboxes that are listed
 */
export async function settleGone(
  journal: Journal,
  pairs: readonly JournalPair[],
  listed: ReadonlySet<string>,
  source: SourceSession,
): Promise<void> {
  for (const pair of pairs) {
    if (listed.has(pair.source) || !isUnfinished(journal, pair)) continue;
    if (await opens(source, pair.readsFrom ?? pair.source)) continue;
    for (const status of ['waiting', 'failed'] as const) markGone(journal, pair, status);
    journal.changePair(pair.id, {
      problem: null,
      indexedUidNext: pair.indexedUidNext ?? 1,
      indexedMessages: null,
    });
  }
}

function isUnfinished(journal: Journal, pair: JournalPair): boolean {
  const { waiting, failed } = journal.counts(pair.id).byStatus;
  return pair.problem !== null || pair.indexedUidNext === null || waiting.messages + failed.messages > 0;
}

/** Rejects when the connection ends: then nobody knows. */
async function opens(source: SourceSession, mailbox: string): Promise<boolean> {
  try {
    await source.open(mailbox);
    return true;
  } catch (error) {
    if (error instanceof MailError && error.facts.kind === 'no-such-mailbox') return false;
    if (error instanceof MailError && error.facts.outcome === 'refused' && error.facts.wide === 'mailbox') return true;
    throw error;
  }
}

function markGone(journal: Journal, pair: JournalPair, status: 'waiting' | 'failed'): void {
  for (;;) {
    const rows = journal.messages(pair.id, status, 0, PAGE);
    if (rows.length === 0) return;
    journal.markSkipped(
      pair.id,
      rows.map(({ uid }) => uid),
      'gone-at-source',
    );
  }
}
