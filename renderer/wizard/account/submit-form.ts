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
  await (at.guide.isBrowserOnly ? signInBrowser(at, sending) : signIn(at, sending));
}

/** The person presses for the browser: the address must be one, and another than on the other side. */
export async function signInBrowser(at: SignInForm, sending: Omit<Sending, 'lookUp'>): Promise<void> {
  const { form, move, side } = at;
  at.signIn.clear();
  const fault = typedFault(form, otherOf(at));
  at.faults.show(fault ? [fault] : []);
  if (fault) return;
  const { secret: _none, ...request } = requestOf(form, { move, side, secret: '' });
  if (await at.signIn.startInBrowser(request)) done(at, sending);
}

/** No password helps with what the address told: there is nothing to send. */
export function leadsNowhere({ form, guide, browser }: Pick<SignInForm, 'form' | 'guide' | 'browser'>): boolean {
  return (guide.isBrowserOnly && browser?.isOpen !== true) || (form.found?.kind === 'no-imap' && !form.isManual);
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
  if (worked) done(at, sending);
}

function done({ move, side }: SignInForm, { secret, onSignedIn }: Omit<Sending, 'lookUp'>): void {
  secret.current = '';
  remember(move.id, side, { form: emptyForm });
  onSignedIn();
}
