import type { AccountView } from '../../../shared/ipc/account-view.ts';

/** Under which name the texts know a provider; `other` for those without a text of their own. */
export function providerKey(account: AccountView | null): string {
  const id = account?.provider?.id ?? 'other';
  // Both are Outlook on the web, with the same menus.
  return id === 'office365' ? 'outlook' : id;
}
