import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../../../shared/messages/catalogue.ts';

/** One line of facts. Null: the server did not tell, and that is said. */
export function Fact(props: { readonly name: MessageId; readonly children: React.ReactNode }): React.JSX.Element {
  const { name, children } = props;
  return (
    <>
      <dt>
        <FormattedMessage id={name} />
      </dt>
      <dd>{children ?? <FormattedMessage id="account.fact.notTold" />}</dd>
    </>
  );
}
