import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { ScheduledBanner } from './scheduled-banner.tsx';
import { WaitBanner } from './wait-banner.tsx';

/** Why it does not move at the moment, as a box of its own with the one next step. Nothing while it moves. */
export function RunBanner({ move }: { readonly move: MoveView }): React.JSX.Element | null {
  const { phase, wait, problem, startAt } = move.run;
  if (phase === 'waiting' && wait) return <WaitBanner move={move} wait={wait} />;
  if (phase === 'needs-you' && problem) return <ProblemBanner move={move} problem={problem} />;
  if (phase === 'scheduled' && startAt !== null) return <ScheduledBanner move={move} at={startAt} />;
  return null;
}
