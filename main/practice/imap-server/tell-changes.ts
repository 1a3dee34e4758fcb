import type { Numbered } from './selected-mailbox.ts';
import type { Session } from './session.ts';

/** Tells the client what others, or its own command, changed in the open mailbox. */
export async function tellChanges(session: Session, withExpunges: boolean): Promise<void> {
  const notices = session.selected?.takeChanges(withExpunges, (numbered) => flagsResponse(session, numbered)) ?? [];
  for (const notice of notices) await session.untagged(notice);
}

/** `n FETCH (FLAGS …)` as told without being asked; with UID, as RFC 9051 6.4.9 and CONDSTORE clients like it. */
export function flagsResponse(session: Session, { sequence, message }: Numbered): string {
  const modseq = session.condstore ? ` MODSEQ (${String(message.modseq)})` : '';
  return `${String(sequence)} FETCH (UID ${String(message.uid)} FLAGS (${message.flags.join(' ')})${modseq})`;
}
