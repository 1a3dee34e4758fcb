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

/** How closely what arrived was looked at. */
export type Depth = 'none' | 'part' | 'quick' | 'sample' | 'deep';

/** Says how closely what arrived was looked at: by the receipt, which knows it of every message. */
export function depthOf(totals: ReceiptView['totals']): Depth {
  const { verified, compared } = totals;
  if (verified === 0) return 'none';
  if (verified < arrivedOf(totals)) return 'part';
  if (compared === 0) return 'quick';
  return compared < verified ? 'sample' : 'deep';
}
