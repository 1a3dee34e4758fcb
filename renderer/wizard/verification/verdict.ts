import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';

/** What the numbers of a receipt come to, in the order of what matters most. */
export type Verdict = 'waiting' | 'incomplete' | 'failed' | 'altered' | 'doubled' | 'all';

/** Messages that are in the new mailbox, as it said. */
export function arrivedOf({ copied, alreadyThere }: Pick<ReceiptView['totals'], 'copied' | 'alreadyThere'>): number {
  return copied + alreadyThere;
}

/** What the numbers of a receipt come to. */
export interface Sum {
  readonly verdict: Verdict;
  /** Messages that are in the new mailbox, each as one of its own. */
  readonly arrived: number;
  readonly waiting: number;
  readonly failed: number;
  readonly altered: number;
  /** Messages that are in the new mailbox twice. */
  readonly doubled: number;
  /** Folders of which something is missing that no single message tells. */
  readonly folders: number;
  /** Whether nothing more is missing or still to come than these numbers say. */
  readonly isCounted: boolean;
}

/** Adds up a receipt. */
export function sumUp({ totals, tally, newcomers = [] }: Pick<ReceiptView, 'totals' | 'tally' | 'newcomers'>): Sum {
  const { missing, toCome, countedTwice } = tally;
  const waiting = totals.waiting + toCome.messages;
  const failed = totals.failed + missing.messages;
  const { altered } = totals;
  const doubled = newcomers.reduce((sum, one) => sum + one.doubled, 0);
  const numbers = { waiting, failed, altered, doubled, folders: missing.mailboxes };
  return {
    verdict: waiting + toCome.mailboxes > 0 ? 'waiting' : verdictOf(numbers),
    arrived: Math.max(0, arrivedOf(totals) - countedTwice),
    ...numbers,
    isCounted: missing.isCounted && toCome.isCounted,
  };
}

function verdictOf({
  folders,
  failed,
  altered,
  doubled,
}: Pick<Sum, 'folders' | 'failed' | 'altered' | 'doubled'>): Verdict {
  if (folders > 0) return 'incomplete';
  if (failed > 0) return 'failed';
  if (altered > 0) return 'altered';
  return doubled > 0 ? 'doubled' : 'all';
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
