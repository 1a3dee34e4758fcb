import { FormattedMessage } from 'react-intl';
import { Button } from '../../components/button.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** Where both ways are open: the one through the browser, beside the password. */
export function BrowserSignIn({ at }: { readonly at: SignInForm }): React.JSX.Element | null {
  if (at.browser?.isOpen !== true || at.guide.isBrowserOnly) return null;
  return (
    <div className="account__guide">
      <p>
        <FormattedMessage id="account.browser.or" />
      </p>
      <div>
        <BrowserButton at={at} />
      </div>
    </div>
  );
}

/** Opens the provider's page in the browser, and waits there for the person. */
export function BrowserButton({ at }: { readonly at: SignInForm }): React.JSX.Element {
  return (
    <Button icon="external" onPress={at.signInBrowser} isBusy={at.signIn.attempt.kind === 'running'}>
      <FormattedMessage id="account.browser.signIn" values={{ name: at.guide.name }} />
    </Button>
  );
}
