import { FormattedMessage } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Foreign } from '../../components/foreign.tsx';

/** An account that works: what was found in it (the children, a list of facts), and the way to another one. */
export function SignedInCard(props: {
  readonly account: AccountView;
  readonly onAnother: () => void;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { account, onAnother, children } = props;
  return (
    <section className="card account__card" aria-labelledby="account-signed-in">
      <div className="account__head">
        <h2 id="account-signed-in" className="account__address">
          <Foreign text={account.typed} />
        </h2>
        <Chip tone="good" icon="check">
          <FormattedMessage id="account.signedIn" />
        </Chip>
      </div>
      <dl className="account__facts">{children}</dl>
      <div>
        <Button kind="quiet" icon="person" onPress={onAnother}>
          <FormattedMessage id="account.another" />
        </Button>
      </div>
    </section>
  );
}
