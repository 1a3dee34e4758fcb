import { FormattedMessage } from 'react-intl';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import { Details } from '../components/disclosure.tsx';
import { Foreign } from '../components/foreign.tsx';
import { ServerWords } from '../components/server-words.tsx';
import { CertificateComparison, isToDecide } from './certificate-comparison.tsx';
import { CopyReport } from './copy-report.tsx';

/** What people who know more may want: the code, the server's own words, a report. Null where there is nothing of it. */
export function ProblemDetails(props: {
  readonly problem: ProblemView;
  readonly move?: string | undefined;
}): React.JSX.Element | null {
  const { problem, move } = props;
  const { host, code, serverText, certificates } = problem;
  if (code === null && serverText === null && move === undefined) return null;
  return (
    <Details summary={<FormattedMessage id="problem.details" />}>
      <div className="problem__details">
        {serverText !== null && <ServerWords host={host} text={serverText} />}
        {certificates && !isToDecide(certificates) && <CertificateComparison comparison={certificates} />}
        {code !== null && (
          <p className="problem__code">
            <FormattedMessage id="problem.code" />{' '}
            <code>
              <Foreign text={code} />
            </code>
          </p>
        )}
        {move !== undefined && <CopyReport move={move} />}
      </div>
    </Details>
  );
}
