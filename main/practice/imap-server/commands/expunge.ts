import { messagesInSet } from '../message-set.ts';
import { bad, ok, type Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { stringOf, type Value } from '../values.ts';

/** EXPUNGE (RFC 9051 6.4.3) and UID EXPUNGE (RFC 4315). The notices follow with the other changes. */
export function expunge(session: Session, args: readonly Value[], byUid: boolean): Outcome {
  if (byUid && !session.context.features.uidplus) throw bad('Unknown command');
  const selected = session.requireWritable();
  const candidates = byUid
    ? Array.from(messagesInSet(selected, stringOf(args[0]), true), ({ message }) => message)
    : selected.messages;
  selected.mailbox.expunge(candidates.filter((message) => message.flags.includes('\\Deleted')));
  return ok('EXPUNGE completed');
}
