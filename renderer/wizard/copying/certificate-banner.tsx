import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import { ask } from '../../bridge.ts';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { trustable, TrustButton } from '../../problem/trust-button.tsx';
import { GoOnButton } from './go-on-button.tsx';
import { signInStepOf } from './server-of.ts';
import { StepButton } from './step-button.tsx';
import { useRequest } from './use-request.ts';

/**
 * A server's certificate was refused in the middle: it stays stopped until the person trusts what the server shows now, where that is
 * theirs to decide, or the server shows the right one again.
 */
export function CertificateBanner(props: {
  readonly move: MoveView;
  readonly problem: ProblemView;
}): React.JSX.Element {
  const { move, problem } = props;
  const request = useRequest();
  const of = trustable(problem);
  const goOn = (): void => request.send(() => ask('startMove', { move: move.id }));
  return (
    <>
      <ProblemNotice
        problem={problem}
        move={move.id}
        actions={
          <>
            {of && <TrustButton move={move.id} trustable={of} kind="main" onTrusted={goOn} />}
            {!of && <StepButton move={move} step={signInStepOf(problem.side)} id="copying.certificate.compare" />}
            <GoOnButton move={move} kind="plain" />
          </>
        }
      />
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </>
  );
}
