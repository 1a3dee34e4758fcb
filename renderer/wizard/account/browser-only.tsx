import { FormattedMessage } from 'react-intl';
import { Notice } from '../../components/notice.tsx';
import { OwnClient } from './own-client.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** Says that signing in works through the browser only: how, or that Homing is not registered there. No field, and no button that leads nowhere. */
export function BrowserOnly({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const { side, guide } = at;
  if (at.browser?.isOpen === true)
    return (
      <section className="card account__card" aria-labelledby="browser-card">
        <h2 id="browser-card">
          <FormattedMessage id="account.browser.title" values={{ name: guide.name }} />
        </h2>
        <p>
          <FormattedMessage id="account.browser.text" />
        </p>
        <OwnClient at={at} />
      </section>
    );
  return (
    <>
      <Notice tone="warn" title={<FormattedMessage id="account.browserOnly.title" values={{ provider: guide.name }} />}>
        <p>
          <FormattedMessage id="account.browserOnly.what" />
        </p>
        <p>
          <FormattedMessage id="account.browserOnly.next" values={{ side }} />
        </p>
      </Notice>
      <OwnClient at={at} />
    </>
  );
}
