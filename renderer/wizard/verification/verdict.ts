import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';

/** What the numbers of a receipt come to, in the order of what matters most. */
export type Verdict = 'waiting' | 'failed' | 'altered' | 'all';

/** Messages that are in the new mailbox. */
export function arrivedOf({ copied, alreadyThere }: Pick<ReceiptView['totals'], 'copied' | 'alreadyThere'>): number {
  return copied + alreadyThere;
}

/** Says what the numbers of a receipt come to. */
export function verdictOf({ waiting, failed, altered }: ReceiptView['totals']): Verdict {
  if (waiting > 0) return 'waiting';
  if (failed > 0) return 'failed';
  return altered > 0 ? 'altered' : 'all';
}

/** How far what arrived was looked at again: by the last verification, unless messages came after it. */
export function depthOf(
  totals: ReceiptView['totals'],
  verified: 'none' | 'quick' | 'deep',
): 'none' | 'part' | 'quick' | 'deep' {
  if (totals.verified === 0) return 'none';
  if (totals.verified < arrivedOf(totals)) return 'part';
  // The copy itself looks every message up again.
  return verified === 'deep' ? 'deep' : 'quick';
}
