import { MailError } from '../engine/mail-error.ts';
import { decodeModifiedUtf7, encodeModifiedUtf7 } from '../../shared/modified-utf7.ts';
import type { StringValue } from './imapflow-internals.ts';

/**
 * The names of one account's mailboxes, in Unicode for us and as they were listed for the server. What a server lists in a
 * form no correct encoder writes can still be opened, since its own bytes go back to it.
 */
export class MailboxNames {
  readonly #wireForms = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** The name to show for a listed wire form; the same for the same form each time. */
  remember(wireForm: string, utf8: boolean): string {
    const name =
      wireForm.toUpperCase() === 'INBOX' ? 'INBOX' : utf8 ? wireForm : (decodeModifiedUtf7(wireForm) ?? wireForm);
    const known = this.#wireForms.get(name);
    // Two forms that read alike: the second is shown encoded, so that each stays reachable.
    const unique = known === undefined || known === wireForm ? name : encodeModifiedUtf7(wireForm);
    this.#wireForms.set(unique, wireForm);
    this.#names.set(wireForm, unique);
    return unique;
  }

  /** The name of a label in a wire form (X-GM-LABELS): that of the mailbox listed so, where one is. */
  nameOf(wireForm: string): string {
    return this.#names.get(wireForm) ?? decodeModifiedUtf7(wireForm) ?? wireForm;
  }

  /** What to send for a name. Rejects with `name-refused` what no command can carry. */
  wireForm(name: string, utf8: boolean): string {
    const wireForm = this.#wireForms.get(name) ?? (utf8 ? name : encodeModifiedUtf7(name));
    if (!/[\r\n\0]/.test(wireForm) && wireForm !== '') return wireForm;
    throw new MailError({ kind: 'name-refused', when: 'never', wide: 'mailbox', outcome: 'refused' });
  }

  /** The same as a command argument. */
  argument(name: string, utf8: boolean): StringValue {
    return { type: 'STRING', value: this.wireForm(name, utf8) };
  }
}
