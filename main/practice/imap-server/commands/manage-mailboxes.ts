import { checkNewName, existingMailbox, findMailbox, nameFromWire } from '../mailbox-name.ts';
import { bad, no, ok, type Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { keywordOf, listOf, stringOf, type Value } from '../values.ts';

const USES = ['\\All', '\\Archive', '\\Drafts', '\\Flagged', '\\Junk', '\\Sent', '\\Trash', '\\Important'];

/** CREATE (RFC 9051 6.3.4), with USE (RFC 6154 3). Missing parents stay mere names. */
export function createMailbox(session: Session, args: readonly Value[]): Outcome {
  const { context } = session;
  const { delimiter } = context.rules;
  const sent = nameFromWire(session, args[0]);
  // A trailing delimiter announces children and is not part of the name.
  const name = delimiter !== null && sent.endsWith(delimiter) ? sent.slice(0, -delimiter.length) : sent;
  checkNewName(context, name);
  context.store.create(name, args[1] === undefined ? [] : parseUse(session, listOf(args[1])));
  return ok('CREATE completed');
}

/** DELETE (RFC 9051 6.3.5). With children left, its name stays as a parent. */
export function deleteMailbox(session: Session, args: readonly Value[]): Outcome {
  const mailbox = existingMailbox(session, args[0]);
  if (mailbox.name === 'INBOX') throw no('[CANNOT] INBOX cannot be deleted');
  mailbox.expunge(mailbox.messages);
  session.context.store.delete(mailbox.name);
  if (session.selected?.mailbox === mailbox) session.selected = null;
  return ok('DELETE completed');
}

/** RENAME (RFC 9051 6.3.6), children included; INBOX gives its messages away and stays. */
export function renameMailbox(session: Session, args: readonly Value[]): Outcome {
  const { context } = session;
  const { delimiter } = context.rules;
  const from = nameFromWire(session, args[0]);
  const to = nameFromWire(session, args[1]);
  const mailbox = findMailbox(context, from);
  const inside = delimiter === null ? null : from + delimiter;
  const children = context.store.mailboxes.filter((child) => inside !== null && child.name.startsWith(inside));
  if (mailbox === undefined && children.length === 0) throw no('[NONEXISTENT] Mailbox does not exist');
  if (inside !== null && to.startsWith(inside)) throw no('[CANNOT] A mailbox cannot be inside itself');
  checkNewName(context, to);
  if (mailbox?.name === 'INBOX') {
    context.store.create(to).add(mailbox.messages);
    mailbox.expunge(mailbox.messages);
    return ok('RENAME completed');
  }
  if (mailbox !== undefined) context.store.rename(mailbox, to);
  for (const child of children) context.store.rename(child, to + child.name.slice(from.length));
  return ok('RENAME completed');
}

/** SUBSCRIBE (RFC 9051 6.3.7). */
export function subscribe(session: Session, args: readonly Value[]): Outcome {
  session.context.store.subscriptions.add(existingMailbox(session, args[0]).name);
  return ok('SUBSCRIBE completed');
}

/** UNSUBSCRIBE (RFC 9051 6.3.8). */
export function unsubscribe(session: Session, args: readonly Value[]): Outcome {
  const name = nameFromWire(session, args[0]);
  session.context.store.subscriptions.delete(findMailbox(session.context, name)?.name ?? name);
  return ok('UNSUBSCRIBE completed');
}

function parseUse(session: Session, values: readonly Value[]): string[] {
  if (!session.context.features.createSpecialUse || keywordOf(values[0]) !== 'USE') throw bad('Unknown parameter');
  return listOf(values[1]).map((value) => {
    const use = USES.find((known) => known.toLowerCase() === stringOf(value).toLowerCase());
    if (use === undefined) throw no('[USEATTR] Special use is not supported');
    const taken = session.context.store.mailboxes.some((mailbox) => mailbox.specialUse.includes(use));
    if (taken) throw no('[USEATTR] Another mailbox has this special use');
    return use;
  });
}
