import { useIntl } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { Chip } from '../../components/chip.tsx';
import { LiveText } from '../../components/live-text.tsx';
import { RecentLine } from './recent-line.tsx';
import { runAmount, shareOf } from './run-amount.ts';
import { RunBar } from './run-bar.tsx';
import { RunFacts } from './run-facts.tsx';
import { runState } from './run-words.ts';
import { TimeLine } from './time-line.tsx';
import { useAmountText } from './use-amount-text.ts';
import { useAnnouncement } from './use-announcement.ts';

/** How far a copy or a verification is: state, amount, bar, time, and what was given to it beside (buttons, a picture). */
export function RunCard(props: { readonly move: MoveView; readonly children?: React.ReactNode }): React.JSX.Element {
  const { move, children } = props;
  const { run } = move;
  const state = runState(run);
  const label = useIntl().formatMessage({ id: state.id });
  return (
    <section className="card run" aria-label={label}>
      <div className="run__head">
        <Chip tone={state.tone} icon={state.icon}>
          {label}
        </Chip>
      </div>
      {run.progress && (
        <>
          <RunBar run={run} label={label} />
          {run.job === 'copy' && <RunFacts progress={run.progress} />}
        </>
      )}
      <p className="run__time">
        <TimeLine move={move} />
      </p>
      <RecentLine recent={run.recent} />
      {children}
      <Announcement move={move} label={label} />
    </section>
  );
}

/** What a screen reader says by itself: a progress bar is no live region. */
function Announcement({ move, label }: { readonly move: MoveView; readonly label: string }): React.JSX.Element {
  const { run } = move;
  const intl = useIntl();
  const amountText = useAmountText();
  const amount = runAmount(run);
  const state = [run.phase, label, run.wait?.reason, run.problem?.kind].join(' ');
  const text =
    run.progress && amount.unit !== 'unknown'
      ? intl.formatMessage({ id: 'copying.say' }, { state: label, progress: amountText(amount) })
      : label;
  return <LiveText text={useAnnouncement({ state, tenth: Math.floor(shareOf(amount) * 10), text })} />;
}
