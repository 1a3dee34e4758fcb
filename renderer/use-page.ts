import { ask } from './bridge.ts';

/**
 * Opens a page of the directory in the system's browser.
 * @param url https only; main opens no other, and no host it does not know
 * @returns whether it was opened
 */
export async function openPage(url: string): Promise<boolean> {
  const { opened } = await ask('openPage', { url });
  return opened;
}

/** The host of a page, to be shown beside the button that opens it. */
export function hostOfPage(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
