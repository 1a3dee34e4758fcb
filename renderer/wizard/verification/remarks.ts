import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { arrivedOf } from './verdict.ts';

/** One folder of the receipt. */
export type ReceiptMailboxView = ReceiptView['mailboxes'][number];

type SkipReason = keyof ReceiptView['skippedBy'];
type RenameReason = ReceiptMailboxView['renamed'][number];

/** Something to know about a folder's numbers. */
export type Remark =
  | { readonly kind: 'failed' | 'waiting' | 'altered' | 'alreadyThere' | 'keywords'; readonly count: number }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'skipped'; readonly by: SkipReason | 'several'; readonly count: number }
  | { readonly kind: 'renamed'; readonly reason: RenameReason };

/** Messages of the old folder that are not in the new one. */
export function differenceOf(mailbox: ReceiptMailboxView): number {
  return mailbox.messages - arrivedOf(mailbox);
}

/** Explains a folder's difference, and what else changed about it. Empty for a folder that went as planned. */
export function remarksOf(mailbox: ReceiptMailboxView, skippedBy: ReceiptView['skippedBy']): readonly Remark[] {
  const counted = (kind: 'failed' | 'waiting' | 'altered' | 'alreadyThere'): Remark[] =>
    mailbox[kind] > 0 ? [{ kind, count: mailbox[kind] }] : [];
  const skipped: Remark[] =
    mailbox.skipped > 0 ? [{ kind: 'skipped', by: skipReason(skippedBy), count: mailbox.skipped }] : [];
  const keywords: Remark[] = mailbox.droppedKeywords > 0 ? [{ kind: 'keywords', count: mailbox.droppedKeywords }] : [];
  const renamed: Remark[] =
    mailbox.from === mailbox.to ? [] : mailbox.renamed.map((reason) => ({ kind: 'renamed', reason }));
  return [
    ...(mailbox.isIncomplete ? [{ kind: 'incomplete' as const }] : []),
    ...counted('failed'),
    ...counted('waiting'),
    ...skipped,
    ...counted('altered'),
    ...counted('alreadyThere'),
    ...keywords,
    ...renamed,
  ];
}

/** The receipt tells reasons for the whole move only: a folder's is known where there is but one. */
function skipReason(skippedBy: ReceiptView['skippedBy']): SkipReason | 'several' {
  const used = (Object.keys(skippedBy) as SkipReason[]).filter((reason) => skippedBy[reason] > 0);
  const [only] = used;
  return used.length === 1 && only !== undefined ? only : 'several';
}
