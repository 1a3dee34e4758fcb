import { FormattedMessage } from 'react-intl';
import { Details } from '../components/disclosure.tsx';

/** What prints a certificate's fingerprint; the same in every language. */
const command = 'openssl x509 -in certificate.pem -noout -fingerprint -sha256';

/** How to find out whether a certificate is the server's own. */
export function CompareGuide(): React.JSX.Element {
  return (
    <Details summary={<FormattedMessage id="certificate.compare" />}>
      <div className="server-certificate__guide">
        <p>
          <FormattedMessage id="certificate.compare.why" />
        </p>
        <p>
          <FormattedMessage id="certificate.compare.run" />
        </p>
        <pre className="server-certificate__command" dir="ltr">
          <code>{command}</code>
        </pre>
        <p>
          <FormattedMessage id="certificate.compare.file" />
        </p>
        <p>
          <strong>
            <FormattedMessage id="certificate.compare.same" />
          </strong>
        </p>
      </div>
    </Details>
  );
}
