import { decodeModifiedUtf7, encodeModifiedUtf7 } from '../../../shared/modified-utf7.ts';
import type { StoredMailbox } from './stored-mailbox.ts';
import type { ServerContext, Session } from './session.ts';
import { no } from './outcome.ts';
import { quote, quoteUtf8, toByteText } from './quoting.ts';
import { stringOf, type Value } from './values.ts';

/** A mailbox name as the client sent it, in Unicode. Throws NO when it is not well encoded. */
export function nameFromWire(session: Session, value: Value | undefined): string {
  const raw = stringOf(value);
  const name = session.utf8 ? decodeUtf8(raw) : decodeModifiedUtf7(raw);
  if (name === null) throw no('[CANNOT] Mailbox name is not well encoded');
  return name;
}

/** A mailbox name for a response, quoted. */
export function nameToWire(session: Session, name: string): string {
  return session.utf8 ? quoteUtf8(toByteText(name)) : quote(encodeModifiedUtf7(name));
}

/** The mailbox of this name under the server's rule for case. */
export function findMailbox(context: ServerContext, name: string): StoredMailbox | undefined {
  const exact = context.store.get(name);
  if (exact !== undefined || !context.rules.caseInsensitive) return exact;
  return context.store.mailboxes.find((mailbox) => mailbox.name.toLowerCase() === name.toLowerCase());
}

/** Like {@link findMailbox}; throws NO when there is none. */
export function existingMailbox(session: Session, value: Value | undefined, code = '[NONEXISTENT]'): StoredMailbox {
  const mailbox = findMailbox(session.context, nameFromWire(session, value));
  if (mailbox === undefined) throw no(`${code} Mailbox does not exist`);
  return mailbox;
}

/** Throws NO when the rules do not let a mailbox have this name, or one has it already. */
export function checkNewName(context: ServerContext, name: string): void {
  const { rules } = context;
  const refused = whyRefused(context, name);
  if (refused !== null) throw no(`[CANNOT] ${refused}`);
  if (findMailbox(context, name) !== undefined) throw no('[ALREADYEXISTS] Mailbox exists');
  if (rules.reserved.some((reserved) => reserved.toLowerCase() === name.toLowerCase())) {
    throw no('[CANNOT] Mailbox name is reserved');
  }
}

function whyRefused(context: ServerContext, name: string): string | null {
  const { delimiter, prefix, forbidden, maxNameBytes } = context.rules;
  if (name === '' || /\p{Cc}/u.test(name)) return 'Invalid mailbox name';
  if (!name.startsWith(prefix) || name === prefix) return `Mailbox name must begin with ${prefix}`;
  if (delimiter !== null && name.split(delimiter).includes('')) return 'Empty name between delimiters';
  if (Array.from(forbidden).some((character) => name.includes(character)))
    return 'Character not allowed in mailbox name';
  return encodeModifiedUtf7(name).length > maxNameBytes ? 'Mailbox name too long' : null;
}

function decodeUtf8(raw: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(raw, 'latin1'));
  } catch {
    return null;
  }
}
