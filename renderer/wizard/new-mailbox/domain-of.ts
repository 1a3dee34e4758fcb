import type { AccountView } from '../../../shared/ipc/account-view.ts';

/** The part of an account's address after the @, as typed; null without one. */
export function domainOf({ typed }: AccountView): string | null {
  const at = typed.lastIndexOf('@');
  return at < 0 ? null : typed.slice(at + 1).trim();
}
