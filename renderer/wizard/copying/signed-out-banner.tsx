import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import { ServerWords } from '../../components/server-words.tsx';
import { hostOf, signInStepOf } from './server-of.ts';
import { StepButton } from './step-button.tsx';

/** A server does not accept the sign-in any more, or what it takes is gone: sign in again on that side's screen, the way one did before. */
export function SignedOutBanner(props: { readonly move: MoveView; readonly problem: ProblemView }): React.JSX.Element {
  const { move, problem } = props;
  const host = problem.host ?? hostOf(move, problem.side);
  const shown = host === null ? <FormattedMessage id="copying.server.unknown" /> : <Foreign text={host} />;
  const area = areaOf(move, problem);
  return (
    <Notice
      tone="fail"
      role="alert"
      title={<FormattedMessage id={`copying.${area}.title`} values={{ host: shown }} />}
      actions={<StepButton move={move} step={signInStepOf(problem.side)} id="copying.signInAgain" />}
    >
      <p>
        <FormattedMessage id={`copying.${area}.text`} />
      </p>
      {problem.serverText !== null && <ServerWords host={host} text={problem.serverText} />}
    </Notice>
  );
}

/** What is missing depends on how one signed in; a refusal for any other reason is told as one. */
function areaOf(
  move: MoveView,
  { kind, side, refusal }: ProblemView,
): 'signedOut' | 'passwordMissing' | 'permissionEnded' | 'permissionMissing' {
  const isBrowser = side !== null && move[side]?.auth === 'oauth';
  if (kind === 'password-missing') return isBrowser ? 'permissionMissing' : 'passwordMissing';
  return isBrowser && (refusal === null || refusal === 'expired') ? 'permissionEnded' : 'signedOut';
}
