import { appOrigin } from './bundle-files.ts';

/** What we look at of the frame a message came from. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Whether a message comes from the main frame of our own page: not from a child frame, another origin or a frame that is gone. */
export function isOurMainFrame(frame: SenderFrame | null): boolean {
  if (frame === null || frame.parent !== null || !URL.canParse(frame.url)) return false;
  const { protocol, host } = new URL(frame.url);
  // URL.origin is "null" for schemes of one's own, hence by hand.
  return `${protocol}//${host}` === appOrigin;
}
