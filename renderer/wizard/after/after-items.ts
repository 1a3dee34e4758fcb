import type { AfterItem, MoveView } from '../../../shared/ipc/move-view.ts';

/** Everything that can be ticked off, in its order. */
const allItems: readonly AfterItem[] = [
  'forwarding',
  'own-domain',
  'auto-reply',
  'services',
  'recovery-address',
  'contacts',
  'devices',
  'consent',
  'keep-old',
];

/** Without a meaning for somebody whose address stays the same. */
const forNewAddress: ReadonlySet<AfterItem> = new Set(['forwarding', 'auto-reply', 'services', 'recovery-address']);

/** Whether the person keeps the address: a domain of their own that moves to another host. */
export function keepsAddress({ source, destination }: Pick<MoveView, 'source' | 'destination'>): boolean {
  if (!source || !destination || !source.typed.includes('@')) return false;
  return source.typed.trim().toLowerCase() === destination.typed.trim().toLowerCase();
}

/** What is left to do after this move. */
export function afterItemsOf(move: Pick<MoveView, 'source' | 'destination'>): readonly AfterItem[] {
  return keepsAddress(move) ? allItems.filter((item) => !forNewAddress.has(item)) : allItems;
}
