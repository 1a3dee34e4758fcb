import type { Held } from './mailbox.ts';

/**
 * Whether a message can be known again for what was sent, as the destination serves it: always, where it changed no more than line ends, as
 * many servers do. A line more in the header hides it only from who has no journal.
 */
export function isRecognisable({ sent, body }: Held, journalLost: boolean): boolean {
  if (withoutLineEnds(sent) === withoutLineEnds(body)) return true;
  return !journalLost && body.toString('latin1').endsWith(sent.toString('latin1'));
}

function withoutLineEnds(body: Buffer): string {
  return body.toString('latin1').replaceAll('\r', '').replace(/\n+$/, '');
}

/** Mail that arrived at the destination itself meanwhile. */
export function isNew(key: string): boolean {
  return /^Subject: Letter 9\d{5}\r$/m.test(key);
}
