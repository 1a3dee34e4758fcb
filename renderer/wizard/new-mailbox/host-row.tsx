import { FormattedMessage, useIntl } from 'react-intl';
import type { HostView } from '../../../shared/ipc/hosts-view.ts';
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

/** In this order. The country and IMAP always have a line of their own; of the others, those that are known. */
const others = ['dataCountry', 'ownDomain', 'signIn', 'organisation', 'languages'] as const;

function HostFacts({ host }: { readonly host: HostView }): React.JSX.Element {
  const intl = useIntl();
  const words = useFactWords(host);
  const missing = others.filter((fact) => words[fact] === null);
  return (
    <dl className="host__facts">
      {(['country', 'imap', ...others] as const).map(
        (fact) =>
          (words[fact] !== null || fact === 'country') && (
            <div key={fact}>
              <dt>
                <FormattedMessage id={`hosts.fact.${fact}`} />
              </dt>
              <dd>{words[fact] ?? <FormattedMessage id="hosts.notKnown" />}</dd>
            </div>
          ),
      )}
      {missing.length > 0 && (
        <div className="host__missing">
          <dt>
            <FormattedMessage id="hosts.missing" />
          </dt>
          <dd>
            {intl.formatList(
              missing.map((fact) => intl.formatMessage({ id: `hosts.missing.${fact}` })),
              { type: 'unit' },
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Null: not known. */
function useFactWords(host: HostView): Readonly<Record<'country' | 'imap' | (typeof others)[number], string | null>> {
  const { country, dataCountry, ownDomain, organisation, languages, signIn } = host;
  const intl = useIntl();
  const names = usePlaceNames();
  const domain = ownDomain === null ? null : ownDomain ? 'hosts.ownDomain.yes' : 'hosts.ownDomain.no';
  return {
    country: country && names.country(country),
    imap: useImapWords(host),
    dataCountry: dataCountry && names.country(dataCountry),
    ownDomain: domain && intl.formatMessage({ id: domain }),
    signIn: signIn === 'not-known' ? null : intl.formatMessage({ id: `hosts.signIn.${signIn}` }),
    organisation: organisation && intl.formatMessage({ id: `hosts.organisation.${organisation}` }),
    languages: languages && intl.formatList(languages.map((tag) => names.language(tag))),
  };
}

function useImapWords({ imap }: HostView): string {
  const intl = useIntl();
  const { day } = usePlaceNames();
  if (imap.probed !== null) return intl.formatMessage({ id: 'hosts.imap.probed' }, { day: day(imap.probed) });
  return intl.formatMessage({ id: imap.confirmed ? 'hosts.imap.confirmed' : 'hosts.imap.unconfirmed' });
}
