import { shell } from 'electron';
import { mayOpen } from './may-open.ts';

/** Opens a page in the system's browser, if it is one of ours to open. The only place that hands an address to the system. */
export async function openPage(url: string, allowedHosts: readonly string[]): Promise<{ opened: boolean }> {
  if (!mayOpen(url, allowedHosts)) return { opened: false };
  await shell.openExternal(new URL(url).href);
  return { opened: true };
}
