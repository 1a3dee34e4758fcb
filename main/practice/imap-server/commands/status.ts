import { existingMailbox, nameToWire } from '../mailbox-name.ts';
import { bad, ok, type Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import type { StoredMailbox } from '../stored-mailbox.ts';
import { listOf, stringOf, type Value } from '../values.ts';

/** STATUS (RFC 9051 6.3.11). */
export async function status(session: Session, args: readonly Value[]): Promise<Outcome> {
  const mailbox = existingMailbox(session, args[0]);
  await session.untagged(statusResponse(session, mailbox, listOf(args[1])));
  return ok('STATUS completed');
}

/** The STATUS response with the asked items. Throws BAD for one the server does not offer. */
export function statusResponse(session: Session, mailbox: StoredMailbox, items: readonly Value[]): string {
  const shown = items.map((item) => {
    const name = stringOf(item).toUpperCase();
    return `${name} ${valueOf(session, mailbox, name)}`;
  });
  return `STATUS ${nameToWire(session, mailbox.name)} (${shown.join(' ')})`;
}

function valueOf(session: Session, mailbox: StoredMailbox, name: string): string {
  const { features } = session.context;
  if (name === 'MESSAGES') return String(mailbox.messages.length);
  if (name === 'UIDNEXT') return String(mailbox.uidNext);
  if (name === 'UIDVALIDITY') return String(mailbox.uidValidity);
  if (name === 'RECENT') return '0';
  if (name === 'UNSEEN') return String(countWithout(mailbox, '\\Seen'));
  if (name === 'DELETED') return String(mailbox.messages.length - countWithout(mailbox, '\\Deleted'));
  if (name === 'SIZE' && (features.statusSize || features.imap4rev2)) return String(mailbox.bytes);
  if (name === 'HIGHESTMODSEQ' && features.condstore) {
    session.condstore = true;
    return String(mailbox.highestModseq);
  }
  if (name === 'APPENDLIMIT' && features.appendLimit !== null) return String(features.appendLimit);
  throw bad(`Unknown status item`);
}

function countWithout(mailbox: StoredMailbox, flag: string): number {
  return mailbox.messages.reduce((count, message) => (message.flags.includes(flag) ? count : count + 1), 0);
}
