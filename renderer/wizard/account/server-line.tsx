import { FormattedMessage } from 'react-intl';
import { flushSync } from 'react-dom';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
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
      <dl>
        <ServerFact name="account.server">
          <Foreign text={`${form.host}:${form.port}`} />
        </ServerFact>
        <ServerFact name="account.protection">
          <FormattedMessage id={`account.security.${form.security}`} />
        </ServerFact>
        <ServerFact name="account.user">
          <Foreign text={addressOf(form).user} />
        </ServerFact>
      </dl>
      {at.signIn.attempt.kind !== 'running' && (
        <Button kind="quiet" icon="settings" onPress={open}>
          <FormattedMessage id="account.settings.change" />
        </Button>
      )}
    </div>
  );
}

function ServerFact(props: { readonly name: MessageId; readonly children: React.ReactNode }): React.JSX.Element {
  return (
    <div>
      <dt>
        <FormattedMessage id={props.name} />
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}
