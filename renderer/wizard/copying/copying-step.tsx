import { FormattedMessage, useIntl } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';
import { FolderLists } from './folder-lists.tsx';
import { MailboxTable } from './mailbox-table.tsx';
import { ProblemsSoFar } from './problems-so-far.tsx';
import { RunBanner } from './run-banner.tsx';
import { RunButtons } from './run-buttons.tsx';
import { RunCard } from './run-card.tsx';
import { RunNotes } from './run-notes.tsx';
import { SpeedControl } from './speed-control.tsx';
import { ThroughputChart } from './throughput-chart.tsx';
import { useMailboxRows } from './use-mailbox-rows.ts';

/** Step 6: the copy while it runs, waits, needs a person, or is done. */
export function CopyingStep({ move }: StepProps): React.JSX.Element {
  const intl = useIntl();
  const rows = useMailboxRows(move.id);
  const { run } = move;
  const isFinished = run.phase === 'finished' || (run.job !== 'copy' && run.phase !== 'not-started');
  const main = {
    label: intl.formatMessage({ id: 'copying.proof' }),
    onPress: () => void ask('goToStep', { move: move.id, step: 'verification' }),
  };
  return (
    <Step move={move} step="copying" lead={<FormattedMessage id="copying.lead" />} main={isFinished ? main : null}>
      <div className="copying">
        <RunNotes run={run} />
        <RunBanner move={move} />
        {run.phase === 'finished' && run.job === 'copy' && <Finished move={move} />}
        <RunCard move={move}>
          {/* Above what grows and shrinks while folders come and go: a button must not move from under the pointer. */}
          <div className="run__buttons">
            <RunButtons move={move} />
          </div>
          <SpeedControl move={move} />
          {run.progress && <Picture move={move} />}
        </RunCard>
        {run.phase !== 'finished' && <Meanwhile />}
        {run.progress && <ProblemsSoFar move={move.id} count={run.progress.failed + run.progress.givenUp} />}
        {rows && <MailboxTable rows={rows} />}
      </div>
    </Step>
  );
}

function Picture({ move }: { readonly move: MoveView }): React.JSX.Element {
  const { progress, throughput, phase } = move.run;
  const isMoving = phase === 'running';
  return (
    <div className="run__picture">
      <ThroughputChart throughput={throughput} isMoving={isMoving} />
      {progress && <FolderLists progress={progress} isMoving={isMoving} />}
    </div>
  );
}

function Meanwhile(): React.JSX.Element {
  return (
    <p className="copying__meanwhile">
      <Icon name="mail" />
      <FormattedMessage id="copying.meanwhile" />
    </p>
  );
}

function Finished({ move }: { readonly move: MoveView }): React.JSX.Element {
  const { messages, failed, skipped } = move.run.progress ?? { messages: { done: 0 }, failed: 0, skipped: 0 };
  const { incomplete, doubled = 0 } = move.run;
  const count = Math.max(0, messages.done - failed - skipped);
  return (
    <Notice
      tone={failed + incomplete + doubled > 0 ? 'warn' : 'good'}
      title={<FormattedMessage id="copying.finished.title" values={{ count }} />}
    >
      <p>
        <FinishedText failed={failed} incomplete={incomplete} doubled={doubled} />
      </p>
    </Notice>
  );
}

/** The folders first: what is missing of them may be more than the messages that are named. */
function FinishedText(props: {
  readonly failed: number;
  readonly incomplete: number;
  readonly doubled: number;
}): React.JSX.Element {
  const { failed, incomplete, doubled } = props;
  if (incomplete > 0) return <FormattedMessage id="copying.finished.incomplete" values={{ count: incomplete }} />;
  if (failed === 0 && doubled > 0)
    return <FormattedMessage id="copying.finished.doubled" values={{ count: doubled }} />;
  return (
    <FormattedMessage
      id={failed > 0 ? 'copying.finished.failed' : 'copying.finished.text'}
      values={{ count: failed }}
    />
  );
}
