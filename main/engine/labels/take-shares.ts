import type { Connections } from '../connections.ts';
import type { Prepared } from '../inspect.ts';
import { isFinal } from '../is-final.ts';
import type { JournalPair } from '../journal-port.ts';
import { persist } from '../persist.ts';
import type { Pauses } from '../pauses.ts';
import type { MailboxStatus } from '../../../shared/model/mailbox.ts';
import { indexShares, ShareListing } from './index-shares.ts';
import type { ShareRule } from './share-rule.ts';
import type { LabelSurvey } from './survey.ts';

/**
 * Shares out the messages of "All Mail", where a source has one to be read so and anything changed since the last time. Rejects with
 * the last MailError when it cannot be listed.
 * @param always lists it even if nothing changed
 * @returns what the labels showed, or null when they were not looked at
 */
export async function takeShares(
  prepared: Prepared,
  connections: Connections,
  pauses: Pauses,
  always: boolean,
): Promise<LabelSurvey | null> {
  const { run, rule } = prepared;
  const pairs = prepared.pairs.filter(({ readsFrom }) => readsFrom !== null);
  const status = prepared.sourceFacts.mailboxes.find(({ name }) => name === rule?.allMail)?.status ?? null;
  if (!rule || pairs.length === 0 || !(always || isDue(pairs, rule, status))) return null;
  const begun = new ShareListing();
  return persist(
    { options: run, connections, pauses },
    {
      work({ source }) {
        const now = pairs.map(({ id }) => run.journal.pair(id));
        return indexShares({ run, rule, pairs: now, begun }, source);
      },
      isPassing: (error, failures) => !isFinal(error, failures),
      steps: () => begun.steps,
    },
  );
}

/** A changed label shows in HIGHESTMODSEQ only: where a server does not tell that, one must look each time. */
function isDue(pairs: readonly JournalPair[], { key }: ShareRule, status: MailboxStatus | null): boolean {
  return pairs.some(
    (pair) =>
      status?.highestModseq == null ||
      pair.indexedShare !== key ||
      pair.sourceUidValidity !== status.uidValidity ||
      pair.indexedUidNext !== status.uidNext ||
      pair.indexedMessages !== status.messages ||
      pair.sourceListed === null ||
      pair.sourceListed < status.messages ||
      pair.sourceHighestModseq !== status.highestModseq,
  );
}
