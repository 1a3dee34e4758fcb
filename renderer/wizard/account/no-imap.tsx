import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import type { AddressLookUp } from '../../../shared/model/provider.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import { asManual, type AccountForm } from './account-form.ts';
import type { SignInForm } from './sign-in-form.ts';

type NoImapProvider = Extract<AddressLookUp, { kind: 'no-imap' }>['provider'];

/** What Proton Mail Bridge listens on, as it is set up at first. */
const bridge: Partial<AccountForm> = { host: '127.0.0.1', port: '1143', security: 'starttls' };

/** Says that a provider cannot be reached by IMAP, why, and what is possible instead. */
export function NoImap(props: { readonly at: SignInForm; readonly provider: NoImapProvider }): React.JSX.Element {
  const { at, provider } = props;
  const { id, name, reason } = provider;
  const isOpenToSome = reason === 'own-bridge-only' || reason === 'paid-plan-only';
  const enter = (): void => at.change(asManual(at.form, id === 'proton' ? bridge : {}));
  return (
    <Notice
      tone="warn"
      title={<FormattedMessage id="account.noImap.title" values={{ name: <Foreign text={name} /> }} />}
      actions={
        isOpenToSome && (
          <Button icon="server" onPress={enter}>
            <FormattedMessage id="account.manual" />
          </Button>
        )
      }
    >
      <p>
        <FormattedMessage id={`account.noImap.${reason}`} values={{ name: <Foreign text={name} /> }} />
      </p>
      <p>
        <FormattedMessage id={insteadOf(provider)} values={{ side: at.side }} />
      </p>
    </Notice>
  );
}

function insteadOf({ id, reason }: NoImapProvider): MessageId {
  if (id === 'tuta' || id === 'hey' || id === 'proton') return `account.noImap.instead.${id}`;
  return reason === 'paid-plan-only' ? 'account.noImap.instead.paid' : 'account.noImap.instead.other';
}
