import type { IntlShape } from 'react-intl';
import type { MainAction } from '../step-footer.tsx';
import type { SignInForm } from './sign-in-form.ts';
import { leadsNowhere } from './submit-form.ts';

/** The main button of the form; null where it could lead nowhere. */
export function signInMain(at: SignInForm, intl: IntlShape): MainAction | null {
  const { form } = at;
  if (leadsNowhere(at)) return null;
  if (!form.isManual && (form.found === null || form.found.kind === 'invalid'))
    return { label: intl.formatMessage({ id: 'account.find' }), onPress: at.submit, isBusy: form.isSearching };
  return {
    label: at.guide.isBrowserOnly
      ? intl.formatMessage({ id: 'account.browser.signIn' }, { name: at.guide.name })
      : intl.formatMessage({ id: 'account.signIn' }),
    onPress: at.submit,
    isBusy: at.signIn.attempt.kind === 'running',
    isDisabled: at.pausedUntil !== null,
  };
}
