import type { MigrationPlan } from '../../../../shared/model/plan.ts';
import type { SourceSession } from '../../../engine/ports.ts';
import type { PlanReport } from '../../../engine/plan-only.ts';

type TooBig = PlanReport['tooBig'][number];

/** More need not be named; the copy names each. */
const mostListed = 2_000;

/**
 * Lists planned messages larger than the destination takes, by RFC822.SIZE. Looks only into mailboxes that can hold one.
 * @returns null when the destination tells no limit
 */
export async function listTooBig(
  source: SourceSession,
  plan: Pick<MigrationPlan, 'pairs' | 'appendLimit'>,
  signal: AbortSignal,
): Promise<readonly TooBig[] | null> {
  const { appendLimit } = plan;
  if (appendLimit === null) return null;
  const found: TooBig[] = [];
  const worthwhile = plan.pairs.filter(
    ({ messages, bytes }) => messages > 0 && (bytes === null || bytes > appendLimit),
  );
  for (const { source: mailbox } of worthwhile) {
    signal.throwIfAborted();
    const { exists } = await source.open(mailbox);
    if (exists === 0) continue;
    await source.fetchIndex('1:*', false, ({ uid, size, internalDate }) => {
      if (size > appendLimit && found.length < mostListed) found.push({ mailbox, uid, size, internalDate });
    });
  }
  return found;
}
