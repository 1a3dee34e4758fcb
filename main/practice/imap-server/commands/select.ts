import { mailboxFlags, permanentFlags } from '../flags.ts';
import { existingMailbox } from '../mailbox-name.ts';
import { bad, ok, type Outcome } from '../outcome.ts';
import { SelectedMailbox } from '../selected-mailbox.ts';
import type { Session } from '../session.ts';
import { keywordOf, listOf, type Value } from '../values.ts';

/** SELECT (RFC 9051 6.3.2). */
export async function select(session: Session, args: readonly Value[]): Promise<Outcome> {
  return open(session, args, false);
}

/** EXAMINE (RFC 9051 6.3.3). */
export async function examine(session: Session, args: readonly Value[]): Promise<Outcome> {
  return open(session, args, true);
}

/** CLOSE (RFC 9051 6.4.1): removes what is `\Deleted`, unless read-only. */
export function close(session: Session): Outcome {
  const { mailbox, readOnly } = session.requireSelected();
  if (!readOnly) mailbox.expunge(mailbox.messages.filter((message) => message.flags.includes('\\Deleted')));
  session.selected = null;
  return ok('CLOSE completed');
}

/** UNSELECT (RFC 3691). */
export function unselect(session: Session): Outcome {
  session.selected = null;
  return ok('UNSELECT completed');
}

async function open(session: Session, args: readonly Value[], readOnly: boolean): Promise<Outcome> {
  // A refused SELECT leaves no mailbox selected (RFC 9051 6.3.2).
  session.selected = null;
  readParameters(session, args[1]);
  const mailbox = existingMailbox(session, args[0]);
  const { features, rules } = session.context;
  const selected = new SelectedMailbox(mailbox, readOnly);
  const permanent = readOnly ? [] : permanentFlags(rules, mailbox);
  await session.untagged(`FLAGS (${mailboxFlags(mailbox).join(' ')})`);
  await session.untagged(`OK [PERMANENTFLAGS (${permanent.join(' ')})] Flags permitted`);
  await session.untagged(`${String(selected.messages.length)} EXISTS`);
  await session.untagged('0 RECENT');
  const unseen = selected.messages.findIndex((message) => !message.flags.includes('\\Seen'));
  if (unseen !== -1) await session.untagged(`OK [UNSEEN ${String(unseen + 1)}] First unseen`);
  await session.untagged(`OK [UIDVALIDITY ${String(mailbox.uidValidity)}] UIDs valid`);
  await session.untagged(`OK [UIDNEXT ${String(mailbox.uidNext)}] Predicted next UID`);
  if (features.condstore) await session.untagged(`OK [HIGHESTMODSEQ ${String(mailbox.highestModseq)}] Highest`);
  session.selected = selected;
  return ok(readOnly ? '[READ-ONLY] EXAMINE completed' : '[READ-WRITE] SELECT completed');
}

function readParameters(session: Session, value: Value | undefined): void {
  if (value === undefined) return;
  const known = listOf(value).every((item) => keywordOf(item) === 'CONDSTORE');
  if (!known || !session.context.features.condstore) throw bad('Unknown parameter');
  session.condstore = true;
}
