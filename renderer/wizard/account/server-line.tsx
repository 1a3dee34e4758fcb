import { FormattedMessage } from 'react-intl';
import { flushSync } from 'react-dom';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { addressOf } from './account-form.ts';
import { ServerSettings } from './server-settings.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** Where the account lives, as facts; on request as fields. */
export function ServerLine({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const { form } = at;
  if (form.isOpen) return <ServerSettings at={at} />;
  const open = (): void => {
    flushSync(() => at.change({ ...form, isOpen: true }));
    at.fields.focus('host');
  };
  return (
    <div className="account__server">
      <dl className="account__facts">
        <dt>
          <FormattedMessage id="account.server" />
        </dt>
        <dd>
          <Foreign text={`${form.host}:${form.port}`} />
        </dd>
        <dt>
          <FormattedMessage id="account.protection" />
        </dt>
        <dd>
          <FormattedMessage id={`account.security.${form.security}`} />
        </dd>
        <dt>
          <FormattedMessage id="account.user" />
        </dt>
        <dd>
          <Foreign text={addressOf(form).user} />
        </dd>
      </dl>
      {at.signIn.attempt.kind !== 'running' && (
        <Button kind="quiet" icon="settings" onPress={open}>
          <FormattedMessage id="account.settings.change" />
        </Button>
      )}
    </div>
  );
}
