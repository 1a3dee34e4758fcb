import { FormattedMessage } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';

/** The way back from the form to the account that works; nothing where there is none. */
export function KeepAccount(props: {
  readonly account: AccountView | null;
  readonly onPress: () => void;
}): React.JSX.Element | null {
  const { account, onPress } = props;
  if (account === null) return null;
  return (
    <div>
      <Button kind="quiet" icon="back" onPress={onPress}>
        <FormattedMessage id="account.keep" values={{ address: <Foreign text={account.typed} /> }} />
      </Button>
    </div>
  );
}
