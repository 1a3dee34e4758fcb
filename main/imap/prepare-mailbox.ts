import { asksForRest } from '../engine/asks-for-rest.ts';
import { MailError } from '../engine/mail-error.ts';
import type { DestinationSession, OpenMailbox } from '../engine/ports.ts';
import { quoted } from './command-line.ts';
import type { Connection } from './connection.ts';
import { createMailbox, specialUseOf } from './create-mailbox.ts';
import type { NameValue } from './imapflow-internals.ts';
import { openMailbox } from './open-mailbox.ts';

/** What is to be done about a mailbox before it is opened. */
export type PreparationWish = Parameters<DestinationSession['prepare']>[1];

/** CREATE, SUBSCRIBE and SELECT in one packet; only when the mailbox cannot be opened then, step by step, to learn why. */
export async function prepareMailbox(
  connection: Connection,
  mailbox: NameValue,
  wish: PreparationWish,
): Promise<OpenMailbox> {
  const before = togetherWith(connection, mailbox, wish);
  try {
    return await openMailbox(connection, mailbox, before);
  } catch (error) {
    const isAll = !wish.create && !wish.subscribe;
    // Who is asked for patience does not ask more.
    if (isAll || !(error instanceof MailError) || error.facts.outcome === 'unclear' || asksForRest(error.facts))
      throw error;
  }
  if (wish.create) await ignoring('already-exists', createMailbox(connection, mailbox, wish.role));
  // A subscription that is refused costs nobody a message.
  if (wish.subscribe) await ignoring(null, subscribeMailbox(connection, mailbox));
  return openMailbox(connection, mailbox);
}

/** What may be sent together with SELECT: nothing where the name takes a literal, which has to be asked for. */
function togetherWith(connection: Connection, mailbox: NameValue, wish: PreparationWish): string[] {
  if (mailbox.type === 'LITERAL') return [];
  const name = quoted(mailbox.value);
  const use = specialUseOf(connection, wish.role);
  return [
    ...(wish.create ? [`CREATE ${name}${use ? ` (USE (${use}))` : ''}`] : []),
    ...(wish.subscribe ? [`SUBSCRIBE ${name}`] : []),
  ];
}

/** SUBSCRIBE (RFC 9051 6.3.7). */
export async function subscribeMailbox(connection: Connection, mailbox: NameValue): Promise<void> {
  await connection.run('SUBSCRIBE', [mailbox], { occasion: 'SUBSCRIBE' });
}

/** @param kind the refusal that does not matter; null for any */
async function ignoring(kind: MailError['facts']['kind'] | null, command: Promise<void>): Promise<void> {
  try {
    await command;
  } catch (error) {
    if (!(error instanceof MailError) || error.facts.outcome === 'unclear' || asksForRest(error.facts)) throw error;
    if (kind !== null && error.facts.kind !== kind) throw error;
  }
}
