import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import { wantsAnotherSecret } from '../../../shared/sign-in-refusal.ts';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { CertificateBanner } from './certificate-banner.tsx';
import { FullBanner } from './full-banner.tsx';
import { GoOnButton } from './go-on-button.tsx';
import { RenewButton } from './renew-button.tsx';
import { SignedOutBanner } from './signed-out-banner.tsx';

/** It cannot go on without a person: what happened, and the way to settle it. */
export function ProblemBanner(props: { readonly move: MoveView; readonly problem: ProblemView }): React.JSX.Element {
  const { move, problem } = props;
  switch (problem.kind) {
    case 'over-quota':
      return <FullBanner move={move} problem={problem} />;
    case 'sign-in-refused':
      return wantsAnotherSecret(problem.refusal) ? (
        <SignedOutBanner move={move} problem={problem} />
      ) : (
        <ProblemNotice problem={problem} move={move.id} actions={<GoOnButton move={move} />} />
      );
    case 'password-missing':
      return <SignedOutBanner move={move} problem={problem} />;
    case 'certificate':
      return <CertificateBanner move={move} problem={problem} />;
    case 'journal-damaged':
      return <ProblemNotice problem={problem} move={move.id} actions={<RenewButton move={move} />} />;
    default:
      return <ProblemNotice problem={problem} move={move.id} actions={<GoOnButton move={move} />} />;
  }
}
