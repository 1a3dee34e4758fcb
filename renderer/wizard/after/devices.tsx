import { FormattedMessage, useIntl } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { CopyText } from './copy-text.tsx';

/** The settings of the new account for other programs. Never the password. */
export function Devices({ account }: { readonly account: AccountView | null }): React.JSX.Element {
  const intl = useIntl();
  if (!account) return <FormattedMessage id="after.devices.unknown" />;
  const { host, port, security, user } = account.address;
  const protection = intl.formatMessage({ id: `after.devices.security.${security}` });
  const facts = [
    { id: 'after.devices.server', text: host },
    { id: 'after.devices.port', text: String(port) },
    { id: 'after.devices.security', text: protection },
    { id: 'after.devices.user', text: user },
  ] as const;
  const values = { host, port: String(port), security: protection, user };
  return (
    <>
      <p>
        <FormattedMessage id="after.devices.text" />
      </p>
      <div className="after-settings">
        <h3>
          <FormattedMessage id="after.devices.incoming" />
        </h3>
        <dl>
          {facts.map(({ id, text }) => (
            <div key={id}>
              <dt>
                <FormattedMessage id={id} />
              </dt>
              <dd>
                <Foreign text={text} />
              </dd>
            </div>
          ))}
        </dl>
        <h3>
          <FormattedMessage id="after.devices.outgoing" />
        </h3>
        <p>
          <FormattedMessage id="after.devices.outgoing.text" />
        </p>
      </div>
      <CopyText
        label={intl.formatMessage({ id: 'after.devices.incoming' })}
        text={intl.formatMessage({ id: 'after.devices.copyText' }, values)}
      />
    </>
  );
}
