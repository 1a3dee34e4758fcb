import type { AccountView } from '../../../shared/ipc/account-view.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { addressOf, type AccountForm } from './account-form.ts';

/** A field of the form that can be at fault. */
export type FieldName = 'typed' | 'secret' | 'host' | 'port' | 'user';

/** A field and what is wrong with it. */
export interface Fault {
  readonly field: FieldName;
  readonly message: MessageId;
}

/** A name, or an IPv6 address; without scheme, port or path. */
const hostName = /^(?:[^\s/:@]+|[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*)$/iu;

/**
 * What keeps the form from being sent, in the order of its fields.
 * @param facts.secret the password as it is now
 * @param facts.mayBeEmpty a password is kept, and none need be typed
 * @param facts.other the other side's account, which must be another one
 */
export function findFaults(
  form: AccountForm,
  facts: { readonly secret: string; readonly mayBeEmpty: boolean; readonly other: AccountView | null },
): readonly Fault[] {
  const faults: (Fault | null)[] = [
    typedFault(form, facts.other),
    hostFault(form.host.trim()),
    /^\d{1,5}$/u.test(form.port) && Number(form.port) >= 1 && Number(form.port) <= 65_535
      ? null
      : { field: 'port', message: 'account.fault.port.bad' },
    facts.secret === '' && !facts.mayBeEmpty ? { field: 'secret', message: 'account.fault.secret.empty' } : null,
  ];
  return faults.filter((fault) => fault !== null);
}

/** What is wrong with the address itself. */
export function typedFault(form: AccountForm, other: AccountView | null): Fault | null {
  if (form.typed.trim() === '') return { field: 'typed', message: 'account.fault.typed.empty' };
  if (!form.isManual && form.found?.kind === 'invalid')
    return { field: 'typed', message: `account.fault.typed.${form.found.reason}` };
  return other && isSame(form, other) ? { field: 'typed', message: 'account.fault.typed.same' } : null;
}

function hostFault(host: string): Fault | null {
  if (host === '') return { field: 'host', message: 'account.fault.host.empty' };
  return hostName.test(host) ? null : { field: 'host', message: 'account.fault.host.bad' };
}

/** The same server and user, whatever the port. Two names of one server are found by the checks. */
function isSame(form: AccountForm, other: AccountView): boolean {
  const { host, user } = addressOf(form);
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  return host !== '' && same(host, other.address.host) && same(user, other.address.user);
}
