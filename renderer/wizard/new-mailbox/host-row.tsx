import { FormattedMessage, useIntl } from 'react-intl';
import type { HostFact, HostView } from '../../../shared/ipc/hosts-view.ts';
import { Details } from '../../components/disclosure.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { HostSources } from './host-sources.tsx';
import { usePlaceNames } from './use-place-names.ts';
import { VisitHost } from './visit-host.tsx';

/** One host: what is known of it, what is not, where that was read, and the way to its page. */
export function HostRow(props: { readonly host: HostView; readonly onHave: () => void }): React.JSX.Element {
  const { host, onHave } = props;
  return (
    <li className="host" tabIndex={-1}>
      <h3 className="host__name">
        <Foreign text={host.name} />
      </h3>
      <HostFacts host={host} />
      <VisitHost host={host} onHave={onHave} />
      <Details summary={<FormattedMessage id="hosts.sources" />}>
        <HostSources host={host} />
      </Details>
    </li>
  );
}

function HostFacts({ host }: { readonly host: HostView }): React.JSX.Element {
  const { country, dataCountry, ownDomain, organisation, languages, signIn } = host;
  const intl = useIntl();
  const names = usePlaceNames();
  const domain = ownDomain === null ? null : ownDomain ? 'hosts.ownDomain.yes' : 'hosts.ownDomain.no';
  return (
    <dl className="host__facts">
      <HostFactLine fact="country">{country && names.country(country)}</HostFactLine>
      <HostFactLine fact="dataCountry">{dataCountry && names.country(dataCountry)}</HostFactLine>
      <HostFactLine fact="ownDomain">{domain && intl.formatMessage({ id: domain })}</HostFactLine>
      <HostFactLine fact="imap">{useImapWords(host)}</HostFactLine>
      <HostFactLine fact="signIn">
        {signIn === 'not-known' ? null : intl.formatMessage({ id: `hosts.signIn.${signIn}` })}
      </HostFactLine>
      <HostFactLine fact="organisation">
        {organisation && intl.formatMessage({ id: `hosts.organisation.${organisation}` })}
      </HostFactLine>
      <HostFactLine fact="languages">
        {languages && intl.formatList(languages.map((tag) => names.language(tag)))}
      </HostFactLine>
    </dl>
  );
}

/** Null: not known, and that is said. */
function HostFactLine(props: { readonly fact: HostFact; readonly children: string | null }): React.JSX.Element {
  const { fact, children } = props;
  return (
    <div className={`host__fact${children === null ? ' host__fact--unknown' : ''}`}>
      <dt>
        <FormattedMessage id={`hosts.fact.${fact}`} />
      </dt>
      <dd>{children ?? <FormattedMessage id="hosts.notKnown" />}</dd>
    </div>
  );
}

function useImapWords({ imap }: HostView): string {
  const intl = useIntl();
  const { day } = usePlaceNames();
  if (imap.probed !== null) return intl.formatMessage({ id: 'hosts.imap.probed' }, { day: day(imap.probed) });
  return intl.formatMessage({ id: imap.confirmed ? 'hosts.imap.confirmed' : 'hosts.imap.unconfirmed' });
}
