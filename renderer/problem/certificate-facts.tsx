import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import type { CertificateView } from '../../shared/ipc/certificate-view.ts';
import type { MessageId } from '../../shared/messages/catalogue.ts';
import { Foreign } from '../components/foreign.tsx';
import { useQuantities } from '../use-quantities.ts';
import { Fingerprint } from './fingerprint.tsx';

/** One certificate, by everything a person can recognise it by. */
export function CertificateFacts(props: {
  readonly heading: 'certificate.presented' | 'certificate.trusted';
  readonly certificate: CertificateView;
}): React.JSX.Element {
  const { heading, certificate } = props;
  const { sha256, subject, issuer, validFrom, validTo } = certificate;
  const { day } = useQuantities();
  const id = useId();
  return (
    <div className="server-certificate__side" role="group" aria-labelledby={id}>
      <p className="server-certificate__title" id={id}>
        <FormattedMessage id={heading} />
      </p>
      <dl>
        <Fact name="certificate.fingerprint">
          <Fingerprint sha256={sha256} />
        </Fact>
        <Fact name="certificate.subject">
          <Name text={subject} />
        </Fact>
        <Fact name="certificate.issuer">
          <Name text={issuer} />
        </Fact>
        <Fact name="certificate.validFrom">{day(validFrom)}</Fact>
        <Fact name="certificate.validTo">{day(validTo)}</Fact>
      </dl>
    </div>
  );
}

function Fact(props: { readonly name: MessageId; readonly children: React.ReactNode }): React.JSX.Element {
  return (
    <div>
      <dt>
        <FormattedMessage id={props.name} />
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Name({ text }: { readonly text: string }): React.JSX.Element {
  return text === '' ? <FormattedMessage id="certificate.notTold" /> : <Foreign text={text} />;
}
