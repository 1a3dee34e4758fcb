import { parseInternalDate } from '../internal-date.ts';
import { existingMailbox } from '../mailbox-name.ts';
import { bad, no, ok, type Outcome } from '../outcome.ts';
import { checkQuota } from './quota.ts';
import { acceptFlags, parseFlags } from '../flags.ts';
import type { Session } from '../session.ts';
import type { NewMessage, StoredMessage } from '../stored-mailbox.ts';
import { formatSequenceSet } from '../../../../shared/sequence-set.ts';
import { keywordOf, listOf, type Value } from '../values.ts';
import { ConnectionEnded } from '../wire-reader.ts';

/** APPEND (RFC 9051 6.3.12) with MULTIAPPEND (RFC 3502, all or none) and APPENDUID (RFC 4315). */
export async function append(session: Session, args: readonly Value[]): Promise<Outcome> {
  const { context } = session;
  const mailbox = existingMailbox(session, args[0], '[TRYCREATE]');
  const parsed = parseMessages(session, args.slice(1));
  checkSizes(session, parsed);
  let stored: readonly StoredMessage[] | null = null;
  const messages = parsed.map((message) => ({
    ...message,
    flags: acceptFlags(context.rules, mailbox, message.flags ?? []),
  }));
  const store = (): readonly StoredMessage[] => (stored ??= mailbox.add(messages));
  const refused = await context.script.beforeAppend?.(session.connection, { mailbox, messages, store });
  if (refused !== undefined && refused !== null) return refused;
  // Cut by the script: only what it stored itself is stored.
  if (session.connection.wasCut) throw new ConnectionEnded('cut while appending');
  const uids = store().map((message) => message.uid);
  if (!context.features.uidplus) return ok('APPEND completed');
  return ok(`[APPENDUID ${String(mailbox.uidValidity)} ${formatSequenceSet(uids)}] APPEND completed`);
}

function parseMessages(session: Session, args: readonly Value[]): NewMessage[] {
  const messages: NewMessage[] = [];
  let rest = args;
  while (rest.length > 0) {
    const [message, after] = parseMessage(session, rest);
    messages.push(message);
    rest = after;
  }
  if (messages.length === 0) throw bad('Message expected');
  if (messages.length > 1 && !session.context.features.multiappend) throw bad('One message per APPEND');
  return messages;
}

function parseMessage(session: Session, args: readonly Value[]): [NewMessage, readonly Value[]] {
  let rest = args;
  const flags = rest[0]?.kind === 'list' ? parseFlags(listOf(rest[0])) : [];
  if (rest[0]?.kind === 'list') rest = rest.slice(1);
  const date = rest[0]?.kind === 'quoted' ? rest[0].text : null;
  if (date !== null) rest = rest.slice(1);
  if (date !== null && parseInternalDate(date) === null) throw bad('Invalid date-time');
  // RFC 6855 4: UTF8 (~{n} …) once UTF8=ACCEPT is enabled.
  const inUtf8 = session.utf8 && keywordOf(rest[0]) === 'UTF8';
  const literal = inUtf8 ? listOf(rest[1])[0] : rest[0];
  if (literal?.kind !== 'literal') throw bad('Message literal expected');
  const message = { flags, body: literal.bytes, ...(date === null ? {} : { internalDate: date }) };
  return [message, rest.slice(inUtf8 ? 2 : 1)];
}

/** Said already for literals that were asked for; those that came unasked, and the sum, are known only now. */
function checkSizes(session: Session, messages: readonly NewMessage[]): void {
  const sizes = messages.map((message) => (typeof message.body === 'function' ? 0 : message.body.length));
  // RFC 3502 6.3.11: a zero-length literal is how a client gives up.
  if (sizes.includes(0)) throw no('Empty message: APPEND cancelled');
  checkQuota(
    session.context,
    sizes.reduce((total, size) => total + size, 0),
  );
}
