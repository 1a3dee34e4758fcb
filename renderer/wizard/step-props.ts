import type { MoveView } from '../../shared/ipc/move-view.ts';

/** What every step's screen gets: the move it is about. It asks for everything else, see bridge.ts. */
export interface StepProps {
  readonly move: MoveView;
}
