import type { Quota } from '../../../shared/model/mailbox.ts';
import type { QuotaVerdict } from '../../../shared/model/plan.ts';

/**
 * Whether what is still to be stored fits. Sizes that are not known count as nothing: too little room is then certain, enough is not.
 * @param needs bytes per mailbox, null where not known
 */
export function quotaVerdict(quota: Quota | null, needs: readonly (number | null)[]): QuotaVerdict {
  if (quota === null) return { kind: 'unknown' };
  const freeBytes = Math.max(0, quota.limitBytes - quota.usedBytes);
  const neededBytes = needs.reduce<number>((sum, need) => sum + (need ?? 0), 0);
  if (neededBytes > freeBytes) return { kind: 'does-not-fit', freeBytes, missingBytes: neededBytes - freeBytes };
  return needs.includes(null) ? { kind: 'unknown' } : { kind: 'fits', freeBytes };
}
