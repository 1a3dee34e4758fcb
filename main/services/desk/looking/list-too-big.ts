import type { MailboxPair } from '../../../../shared/model/plan.ts';
import type { SourceSession } from '../../../engine/ports.ts';
import type { PlanReport } from '../../../engine/plan-only.ts';

type TooBig = PlanReport['tooBig'][number];

/** More need not be named; the copy names each. */
const mostListed = 2_000;

/**
 * Lists planned messages larger than a limit, by RFC822.SIZE. Looks only into mailboxes that can hold one.
 * @param limit bytes
 */
export async function listTooBig(
  source: SourceSession,
  pairs: readonly MailboxPair[],
  limit: number,
  signal: AbortSignal,
): Promise<readonly TooBig[]> {
  const found: TooBig[] = [];
  const worthwhile = pairs.filter(({ messages, bytes }) => messages > 0 && (bytes === null || bytes > limit));
  for (const { source: mailbox } of worthwhile) {
    signal.throwIfAborted();
    const { exists } = await source.open(mailbox);
    if (exists === 0) continue;
    await source.fetchIndex('1:*', false, ({ uid, size, internalDate }) => {
      if (size > limit && found.length < mostListed) found.push({ mailbox, uid, size, internalDate });
    });
  }
  return found;
}
