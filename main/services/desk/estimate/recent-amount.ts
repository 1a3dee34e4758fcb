import type { Amount, MigrationPlan } from '../../../../shared/model/plan.ts';
import { mailboxesRead, type RecentCounts } from '../looking/count-recent.ts';

/** How much of a plan is recent: at least, and at most where not every mailbox was asked about. */
export interface RecentAmount {
  readonly least: Amount;
  readonly most: Amount;
}

/** A size that nobody told makes the sum unknown. */
function plus(sum: Amount, messages: number, bytes: number | null): Amount {
  return {
    messages: sum.messages + messages,
    bytes: sum.bytes === null || bytes === null ? null : sum.bytes + bytes,
  };
}

/**
 * Adds up recent messages over the mailboxes of a plan; their bytes by the mean size in each mailbox.
 * @returns null when so much was not asked about that the sum would say nothing
 */
export function recentAmount(
  plan: Pick<MigrationPlan, 'pairs' | 'labels'>,
  counts: RecentCounts | null,
): RecentAmount | null {
  if (!counts) return null;
  let least: Amount = { messages: 0, bytes: 0 };
  let most = least;
  let [asked, unasked] = [0, 0];
  for (const { name, messages, bytes } of mailboxesRead(plan)) {
    const count = messages === 0 ? 0 : counts.get(name);
    if (count === undefined) {
      unasked += messages;
      most = plus(most, messages, bytes);
      continue;
    }
    asked += messages;
    // New mail may have come since the plan was made.
    const recent = Math.min(count, messages);
    const size = recent === 0 ? 0 : bytes === null ? null : Math.round((bytes / messages) * recent);
    least = plus(least, recent, size);
    most = plus(most, recent, size);
  }
  return unasked > asked ? null : { least, most };
}
