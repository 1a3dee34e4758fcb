import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import { Notice } from '../components/notice.tsx';
import { CertificateComparison, isToDecide } from './certificate-comparison.tsx';
import { ProblemDetails } from './problem-details.tsx';
import { ProblemSentence } from './problem-sentence.tsx';
import { problemText } from './problem-text.ts';
import { problemTone } from './problem-tone.ts';

/**
 * A problem for people: what happened, what it means for the mail, the one next step, and details on request.
 * @param props.actions the buttons for that step; the screen knows them
 * @param props.move the move a report can be copied of
 * @param props.isAnnounced read out at once (the default): right for what has just happened, unless the focus moves to it
 */
export function ProblemNotice(props: {
  readonly problem: ProblemView;
  readonly actions?: React.ReactNode;
  readonly move?: string | undefined;
  readonly isAnnounced?: boolean | undefined;
}): React.JSX.Element {
  const { problem, actions, move, isAnnounced = true } = props;
  const { certificates } = problem;
  const text = problemText(problem);
  return (
    <Notice
      tone={problemTone(problem.kind)}
      role={isAnnounced ? 'alert' : undefined}
      title={<ProblemSentence id={text.what} problem={problem} />}
      actions={actions}
    >
      <p>
        <ProblemSentence id={text.meaning} problem={problem} />
      </p>
      <p className="problem__next">
        <ProblemSentence id={text.next} problem={problem} />
      </p>
      {certificates && isToDecide(certificates) && <CertificateComparison comparison={certificates} />}
      <ProblemDetails problem={problem} move={move} />
    </Notice>
  );
}
