import { FormattedMessage } from 'react-intl';
import { Notice } from '../../components/notice.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** Says that signing in works through the browser only, which Homing cannot do: no field, and no button that leads nowhere. */
export function BrowserOnly({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const { side, guide } = at;
  return (
    <Notice tone="warn" title={<FormattedMessage id="account.browserOnly.title" values={{ provider: guide.name }} />}>
      <p>
        <FormattedMessage id="account.browserOnly.what" />
      </p>
      <p>
        <FormattedMessage id="account.browserOnly.next" values={{ side }} />
      </p>
    </Notice>
  );
}
