import { FormattedMessage } from 'react-intl';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import { domainOf, type AccountForm } from './account-form.ts';

/** Says that a domain of somebody's own seems to be at a provider: the network told, so a person confirms. */
export function HostedNote({ form }: { readonly form: AccountForm }): React.JSX.Element | null {
  const { found, isByNetwork, isManual } = form;
  if (!isByNetwork || isManual || (found?.kind !== 'known' && found?.kind !== 'no-imap')) return null;
  const values = { name: <Foreign text={found.provider.name} />, domain: <Foreign text={domainOf(form)} /> };
  return (
    <Notice tone="info" title={<FormattedMessage id="account.hosted.title" values={values} />}>
      <p>
        <FormattedMessage id="account.hosted.text" />
      </p>
    </Notice>
  );
}
