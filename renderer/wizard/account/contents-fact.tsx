import { FormattedMessage } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { useQuantities } from '../../use-quantities.ts';
import { Fact } from './fact.tsx';

/** What is in the mailbox: folders, messages, and their size where the server tells it. */
export function ContentsFact(props: { readonly facts: NonNullable<AccountView['facts']> }): React.JSX.Element {
  const { mailboxes, messages, bytes } = props.facts;
  const quantities = useQuantities();
  return (
    <Fact name="account.fact.contents">
      {bytes === null ? (
        <FormattedMessage id="account.fact.counts" values={{ mailboxes, messages }} />
      ) : (
        <FormattedMessage
          id="account.fact.countsAndSize"
          values={{ mailboxes, messages, size: quantities.bytes(bytes) }}
        />
      )}
    </Fact>
  );
}
