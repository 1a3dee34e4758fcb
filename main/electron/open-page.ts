import { shell } from 'electron';
import { mayOpen, mayOpenSignIn } from './may-open.ts';

// The only place that hands an address to the system.

/** Opens a page in the system's browser, if it is one of ours to open. */
export async function openPage(url: string, allowedHosts: readonly string[]): Promise<{ opened: boolean }> {
  if (!mayOpen(url, allowedHosts)) return { opened: false };
  await shell.openExternal(new URL(url).href);
  return { opened: true };
}

/** Opens the page of a sign-in. Rejects when the address is more than the endpoint with a query, or cannot be shown. */
export async function openSignInPage(url: string, endpoint: string): Promise<void> {
  if (!mayOpenSignIn(url, endpoint)) throw new Error('the address of a sign-in is not of its endpoint');
  await shell.openExternal(url);
}
