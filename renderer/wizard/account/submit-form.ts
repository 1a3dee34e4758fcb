import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { addressOf, emptyForm, requestOf, type AccountForm } from './account-form.ts';
import { withoutGroupSpaces } from './app-password.ts';
import { findFaults, typedFault, type Fault } from './find-faults.ts';
import { guideOf } from './guide.ts';
import { remember } from './memory.ts';
import type { SignInForm } from './sign-in-form.ts';
import { pausedUntil } from './tries.ts';

/** What sending the form needs besides the form. */
interface Sending {
  readonly secret: { current: string };
  lookUp(): Promise<AccountForm>;
  onSignedIn(): void;
}

/** The form was sent: an address that nobody looked up yet is looked up, else it is signed in. */
export async function submitForm(at: SignInForm, sending: Sending): Promise<void> {
  if (leadsNowhere(at)) return;
  at.signIn.clear();
  const { found, isManual } = at.form;
  if (!isManual && (found === null || found.kind === 'invalid')) {
    const fault = typedFault(await sending.lookUp(), otherOf(at));
    at.faults.show(fault ? [fault] : []);
    return;
  }
  await signIn(at, sending);
}

/** No password helps with what the address told: there is nothing to send. */
export function leadsNowhere({ form, guide }: Pick<SignInForm, 'form' | 'guide'>): boolean {
  return guide.isBrowserOnly || (form.found?.kind === 'no-imap' && !form.isManual);
}

/** The account of the other side, which must be another one. */
export function otherOf({ move, side }: Pick<SignInForm, 'move' | 'side'>): MoveView['source'] {
  return side === 'source' ? move.destination : move.source;
}

async function signIn(at: SignInForm, sending: Sending): Promise<void> {
  const { form, move, side } = at;
  const secret = withoutGroupSpaces(sending.secret.current, guideOf(form).family);
  const faults: readonly Fault[] = findFaults(form, { secret, mayBeEmpty: at.isSecretKept, other: otherOf(at) });
  at.faults.show(faults);
  if (faults.length > 0 || pausedUntil(addressOf(form), Date.now()) !== null) return;
  const worked = await at.signIn.start(requestOf(form, { move, side, secret }));
  if (!worked) return;
  sending.secret.current = '';
  remember(move.id, side, { form: emptyForm });
  sending.onSignedIn();
}
