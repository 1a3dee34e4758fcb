import { FormattedMessage } from 'react-intl';
import { Notice } from '../../components/notice.tsx';
import { providerOf } from './account-form.ts';
import type { SignInForm } from './sign-in-form.ts';

/** Says that signing in works through the browser only, which Homing cannot do: no field, and no button that leads nowhere. */
export function BrowserOnly({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const name = providerOf(at.form)?.name ?? 'Microsoft';
  return (
    <Notice tone="warn" title={<FormattedMessage id="account.browserOnly.title" values={{ provider: name }} />}>
      <p>
        <FormattedMessage id="account.browserOnly.what" />
      </p>
      <p>
        <FormattedMessage id="account.browserOnly.next" values={{ side: at.side }} />
      </p>
    </Notice>
  );
}
