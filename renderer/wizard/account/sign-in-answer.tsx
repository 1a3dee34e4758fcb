import { flushSync } from 'react-dom';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../components/notice.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { ErrorSummary } from './error-summary.tsx';
import { FocusHere } from './focus-here.tsx';
import { SignInChecklist } from './sign-in-checklist.tsx';
import type { SignInForm } from './sign-in-form.ts';
import { SignInProblem } from './sign-in-problem.tsx';

/** What the last press led to: faults of the form, a sign-in under way, or why it failed. */
export function SignInAnswer({ at }: { readonly at: SignInForm }): React.JSX.Element | null {
  const { attempt } = at.signIn;
  if (at.faults.list.length > 0)
    return (
      <FocusHere key={`faults ${String(at.faults.presses)}`}>
        <ErrorSummary at={at} />
      </FocusHere>
    );
  if (attempt.kind === 'running') {
    const cancel = (): void => {
      // The button goes, and a disabled field takes no focus.
      flushSync(at.signIn.cancel);
      at.fields.focus(at.guide.isBrowserOnly ? 'typed' : 'secret');
    };
    return (
      <FocusHere key="running">
        <SignInChecklist stage={attempt.stage} onCancel={cancel} />
      </FocusHere>
    );
  }
  return (
    <>
      {attempt.kind === 'failed' && (
        <FocusHere key="failed">
          <SignInProblem at={at} problem={attempt.problem} />
        </FocusHere>
      )}
      {at.pausedUntil !== null && <Pause until={at.pausedUntil} />}
    </>
  );
}

function Pause({ until }: { readonly until: number }): React.JSX.Element {
  const { moment } = useQuantities();
  return (
    <Notice tone="wait" role="status" title={<FormattedMessage id="account.wait.title" />}>
      <p>
        <FormattedMessage id="account.wait.text" values={{ time: moment(until) }} />
      </p>
    </Notice>
  );
}
