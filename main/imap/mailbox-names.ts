import type { MailboxStatus } from '../../shared/model/mailbox.ts';
import { MailError } from '../engine/mail-error.ts';
import { decodeModifiedUtf7, encodeModifiedUtf7, readModifiedUtf7 } from '../../shared/modified-utf7.ts';
import type { NameValue } from './imapflow-internals.ts';

/**
 * The names of one account's mailboxes, in Unicode for us and as they were listed for the server. What a server lists in a
 * form no correct encoder writes can still be opened, since its own octets go back to it.
 *
 * A wire form is a string with one character for each octet.
 */
export class MailboxNames {
  readonly #wireForms = new Map<string, string>();
  readonly #names = new Map<string, string>();
  /** Wire forms of mailboxes that were being opened when a connection ended. */
  readonly deadly = new Set<string>();
  /** By wire form, what a listing has told before its connection ended: the next one asks for the rest only. */
  readonly statuses = new Map<string, MailboxStatus>();

  /** The name to show for a listed wire form; the same for the same form each time. */
  remember(wireForm: string, utf8: boolean): string {
    const name = wireForm.toUpperCase() === 'INBOX' ? 'INBOX' : readable(wireForm, utf8);
    const known = this.#wireForms.get(name);
    // Two forms that read alike: the second is shown encoded, so that each stays reachable.
    const unique = known === undefined || known === wireForm ? name : encodeModifiedUtf7(wireForm);
    this.#wireForms.set(unique, wireForm);
    this.#names.set(wireForm, unique);
    return unique;
  }

  /** The name of a label in a wire form (X-GM-LABELS): that of the mailbox listed so, where one is. */
  nameOf(wireForm: string): string {
    return this.#names.get(wireForm) ?? readable(wireForm, false);
  }

  /** What to send for a name. Rejects with `name-refused` what no command can carry. */
  wireForm(name: string, utf8: boolean): string {
    const wireForm = this.#wireForms.get(name) ?? (utf8 ? octetsOf(name) : encodeModifiedUtf7(name));
    if (!/[\r\n\0]/.test(wireForm) && wireForm !== '') return wireForm;
    throw new MailError({ kind: 'name-refused', when: 'never', wide: 'mailbox', outcome: 'refused' });
  }

  /** The same as a command argument. */
  argument(name: string, utf8: boolean): NameValue {
    return nameArgument(this.wireForm(name, utf8));
  }
}

/** A wire form as a command argument: quoted where it is text, which is written in UTF-8; other octets go as a literal. */
export function nameArgument(wireForm: string): NameValue {
  const text = readUtf8(wireForm);
  return text === null ? { type: 'LITERAL', value: Buffer.from(wireForm, 'latin1') } : { type: 'STRING', value: text };
}

/** The octets of a name in UTF-8, one character each. */
function octetsOf(name: string): string {
  return Buffer.from(name, 'utf8').toString('latin1');
}

/** In modified UTF-7 as it should be, in bare UTF-8 or Latin-1 although that was not agreed on, or encoded as no encoder should. */
function readable(wireForm: string, utf8: boolean): string {
  if (/[\u0080-\u00ff]/.test(wireForm)) return readUtf8(wireForm) ?? wireForm;
  return utf8 ? wireForm : (decodeModifiedUtf7(wireForm) ?? readModifiedUtf7(wireForm));
}

function readUtf8(octets: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(octets, 'latin1'));
  } catch {
    return null;
  }
}
