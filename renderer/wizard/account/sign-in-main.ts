import type { IntlShape } from 'react-intl';
import type { MainAction } from '../step-footer.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** The main button of the form; null where it could lead nowhere. */
export function signInMain(at: SignInForm, intl: IntlShape): MainAction | null {
  const { form } = at;
  if (form.found === null && !form.isManual)
    return { label: intl.formatMessage({ id: 'account.find' }), onPress: at.submit };
  if (!form.isManual && form.found?.kind === 'invalid')
    return { label: intl.formatMessage({ id: 'account.find' }), onPress: at.submit };
  if ((form.found?.kind === 'no-imap' && !form.isManual) || at.guide.isBrowserOnly) return null;
  return {
    label: intl.formatMessage({ id: 'account.signIn' }),
    onPress: at.submit,
    isBusy: at.signIn.attempt.kind === 'running',
    isDisabled: at.pausedUntil !== null,
  };
}
