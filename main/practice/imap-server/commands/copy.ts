import { acceptFlags } from '../flags.ts';
import { existingMailbox } from '../mailbox-name.ts';
import { messagesInSet } from '../message-set.ts';
import { ok, type Outcome } from '../outcome.ts';
import type { SelectedMailbox } from '../selected-mailbox.ts';
import type { Session } from '../session.ts';
import type { StoredMessage } from '../stored-mailbox.ts';
import { formatSequenceSet } from '../../../../shared/sequence-set.ts';
import { stringOf, type Value } from '../values.ts';
import { checkQuota } from './quota.ts';

/** COPY and UID COPY (RFC 9051 6.4.7): all or none. */
export function copy(session: Session, args: readonly Value[], byUid: boolean): Outcome {
  const { code } = copyMessages(session, session.requireSelected(), args, byUid);
  return ok(`${code}COPY completed`);
}

/** MOVE and UID MOVE (RFC 6851): COPYUID goes ahead of the EXPUNGE notices. */
export async function move(session: Session, args: readonly Value[], byUid: boolean): Promise<Outcome> {
  const selected = session.requireWritable();
  const { code, messages } = copyMessages(session, selected, args, byUid);
  if (code !== '') await session.untagged(`OK ${code}Moved`);
  selected.mailbox.expunge(messages);
  return ok('MOVE completed');
}

function copyMessages(
  session: Session,
  selected: SelectedMailbox,
  args: readonly Value[],
  byUid: boolean,
): { code: string; messages: readonly StoredMessage[] } {
  const { context } = session;
  const messages = Array.from(messagesInSet(selected, stringOf(args[0]), byUid), ({ message }) => message);
  const target = existingMailbox(session, args[1], '[TRYCREATE]');
  if (messages.length === 0) return { code: '', messages };
  checkQuota(
    context,
    messages.reduce((total, message) => total + message.size, 0),
  );
  const copies = messages.map(({ flags, internalDate, size, body }) => {
    return { flags: acceptFlags(context.rules, target, flags), internalDate, size, body };
  });
  const uids = target.add(copies).map((message) => message.uid);
  if (!context.features.uidplus) return { code: '', messages };
  const sources = formatSequenceSet(messages.map((message) => message.uid));
  return { code: `[COPYUID ${String(target.uidValidity)} ${sources} ${formatSequenceSet(uids)}] `, messages };
}
