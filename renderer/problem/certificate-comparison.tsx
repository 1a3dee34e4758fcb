import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { CertificateComparison as Comparison } from '../../shared/ipc/certificate-view.ts';
import { Foreign } from '../components/foreign.tsx';
import { useQuantities } from '../use-quantities.ts';
import { CertificateFacts } from './certificate-facts.tsx';
import { CompareGuide } from './compare-guide.tsx';

/** Earlier than this before its end, nobody need think of it. */
const soonMs = 30 * 86_400_000;

/** Whether there is something for the person to compare or to decide; else the facts are for who wants them. */
export function isToDecide({ mayTrust, trusted }: Comparison): boolean {
  return mayTrust !== 'no' || trusted !== null;
}

/** What a server shows, beside what was trusted there, and how to compare it where that leads somewhere. */
export function CertificateComparison({ comparison }: { readonly comparison: Comparison }): React.JSX.Element {
  const { host, port, presented, trusted, isGood, mayTrust } = comparison;
  const { day } = useQuantities();
  const [now] = useState(() => Date.now());
  const title = trusted ? 'certificate.title.changed' : 'certificate.title';
  const isSoon = mayTrust === 'yes' && !isGood && presented.validTo - now < soonMs;
  return (
    <div className="server-certificate">
      <p>
        <FormattedMessage id={title} values={{ host: <Foreign text={`${host}:${String(port)}`} /> }} />
      </p>
      <div className="server-certificate__sides">
        {trusted && <CertificateFacts heading="certificate.trusted" certificate={trusted} />}
        <CertificateFacts heading="certificate.presented" certificate={presented} />
      </div>
      {isSoon && (
        <p>
          <FormattedMessage id="certificate.soon" values={{ day: day(presented.validTo) }} />
        </p>
      )}
      {mayTrust === 'yes' && <CompareGuide />}
      {mayTrust === 'own-server' && (
        <p>
          <FormattedMessage id="certificate.own.text" />
        </p>
      )}
    </div>
  );
}
