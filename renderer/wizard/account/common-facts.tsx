import { FormattedMessage } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Fingerprint } from '../../problem/fingerprint.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { Fact } from './fact.tsx';

/** Whom we talk to, and how it is protected: the same for both sides. */
export function CommonFacts({ account }: { readonly account: AccountView }): React.JSX.Element {
  const { address, protection, trusted, facts } = account;
  const { day } = useQuantities();
  return (
    <>
      <Fact name="account.fact.server">
        <Foreign text={`${address.host}:${String(address.port)}`} />
      </Fact>
      {protection && (
        <>
          <Fact name="account.fact.protection">
            {/* `TLSv1.3` is OpenSSL's spelling. */}
            <Foreign text={protection.protocol.replace(/^TLSv/u, 'TLS ')} />
          </Fact>
          <Fact name="account.fact.certificate">
            <Foreign text={protection.subject} />
          </Fact>
          <Fact name="account.fact.issuer">
            <FormattedMessage
              id="account.fact.validTo"
              values={{ issuer: <Foreign text={protection.issuer} />, day: day(protection.validTo) }}
            />
          </Fact>
        </>
      )}
      {trusted && (
        <Fact name="certificate.trusted">
          <Fingerprint sha256={trusted.sha256} />
        </Fact>
      )}
      {facts?.serverName != null && (
        <Fact name="account.fact.software">
          <Foreign text={facts.serverName} />
        </Fact>
      )}
    </>
  );
}
