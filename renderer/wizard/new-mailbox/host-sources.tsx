import { FormattedMessage } from 'react-intl';
import type { HostView } from '../../../shared/ipc/hosts-view.ts';
import { Foreign } from '../../components/foreign.tsx';

/** Where each fact of a host was read, and whether that counts as confirmed. */
export function HostSources({ host }: { readonly host: HostView }): React.JSX.Element {
  return (
    <ul className="host__sources">
      {host.sources.map(({ fact, text, confirmed }) => (
        <li key={`${fact} ${text}`}>
          <FormattedMessage
            id={confirmed ? 'hosts.source.confirmed' : 'hosts.source.unconfirmed'}
            values={{ fact: <FormattedMessage id={`hosts.fact.${fact}`} />, source: <Foreign text={text} /> }}
          />
        </li>
      ))}
    </ul>
  );
}
