import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { isUnderWay } from '../copying/run-words.ts';
import { useRequest } from '../copying/use-request.ts';
import { remediesOf, type ExceptionGroup } from './group-exceptions.ts';

/** As many as one request may name; so many files are enough for one folder, too. */
const mostAtOnce = 500;

type Saved = Awaited<ReturnType<typeof ask<'saveMessages'>>>;

/** What can be done about a group: try again, or keep its messages as files. What came of it is told here and stays. */
export function ExceptionActions(props: {
  readonly group: ExceptionGroup;
  readonly move: MoveView;
  readonly labelledBy: string;
}): React.JSX.Element | null {
  const { group, move, labelledBy } = props;
  const retry = useRequest();
  const save = useRequest();
  const [saved, setSaved] = useState<Saved | null>(null);
  const remedies = remediesOf(group.reason);
  const some = group.messages.slice(0, mostAtOnce);
  const saveAll = async (): Promise<Saved> => {
    setSaved(null);
    const messages = some.map(({ source, uid }) => ({ source, uid }));
    const answer = await ask('saveMessages', { move: move.id, messages });
    setSaved(answer);
    return answer;
  };
  const problem = retry.problem ?? save.problem;
  if (!remedies.retry && !remedies.save) return null;
  return (
    <div className="exception-group__actions">
      {remedies.retry && (
        <Button
          icon="refresh"
          aria-describedby={labelledBy}
          isBusy={retry.isBusy}
          isDisabled={isUnderWay(move.run)}
          onPress={() => retry.send(() => ask('startMove', { move: move.id }))}
        >
          <FormattedMessage id={group.flaw === null ? 'verification.group.retry' : 'verification.group.send'} />
        </Button>
      )}
      {remedies.save && (
        <Button icon="download" aria-describedby={labelledBy} isBusy={save.isBusy} onPress={() => save.send(saveAll)}>
          <FormattedMessage
            id={some.length < group.messages.length ? 'verification.group.save.first' : 'verification.group.save'}
            values={{ count: some.length }}
          />
        </Button>
      )}
      <p className="exception-group__outcome" role="status">
        {saved && saved.problem === null && <Outcome saved={saved} />}
      </p>
      {problem && <ProblemNotice problem={problem} move={move.id} />}
    </div>
  );
}

function Outcome({ saved }: { readonly saved: Saved }): React.JSX.Element {
  if (!saved.saved) return <FormattedMessage id="verification.group.notSaved" />;
  return (
    <>
      <FormattedMessage id="verification.group.saved" values={{ count: saved.written }} />{' '}
      {saved.missing > 0 && <FormattedMessage id="verification.group.missed" values={{ count: saved.missing }} />}
    </>
  );
}
