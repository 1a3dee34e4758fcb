import { FormattedMessage } from 'react-intl';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import type { MessageId } from '../../shared/messages/catalogue.ts';
import { Foreign } from '../components/foreign.tsx';
import { problemValues } from './problem-text.ts';

/** One of a problem's sentences. Whose mailbox is meant is said by "your old mailbox" or "your new mailbox" and the host. */
export function ProblemSentence(props: { readonly id: MessageId; readonly problem: ProblemView }): React.JSX.Element {
  const { id, problem } = props;
  const plain = problemValues(problem);
  const values = { ...plain, host: <Foreign text={plain.host} /> };
  return (
    <FormattedMessage
      id={id}
      values={{
        ...values,
        subject: <FormattedMessage id="problem.place.start" values={values} />,
        place: <FormattedMessage id="problem.place.inside" values={values} />,
      }}
    />
  );
}
