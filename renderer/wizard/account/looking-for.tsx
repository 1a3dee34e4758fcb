import { FormattedMessage } from 'react-intl';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import { domainOf, type AccountForm } from './account-form.ts';

/** Says what is looked for, and what leaves this computer for that. */
export function LookingFor({ form }: { readonly form: AccountForm }): React.JSX.Element {
  return (
    <Notice
      tone="info"
      title={<FormattedMessage id="account.searching" values={{ domain: <Foreign text={domainOf(form)} /> }} />}
    >
      <p>
        <FormattedMessage id="account.searching.text" />
      </p>
    </Notice>
  );
}
