import type { Tone } from '../../terminal/style.ts';
import type { MoveState } from './move-result.ts';

/** How a state is told. */
export const stateWords: Readonly<Record<MoveState, string>> = {
  arrived: 'arrived',
  'arrived-with-exceptions': 'arrived, with exceptions',
  incomplete: 'not complete',
  stopped: 'stopped',
  'sign-in-refused': 'sign-in refused',
  'new-mailbox-full': 'new mailbox too small',
  'to-mend': 'needs a change',
  unexpected: 'unexpected error',
  'not-started': 'not started',
  fits: 'fits',
  'room-not-known': 'room not known',
};

/** Whether all is well, so that nobody need do anything. */
export function isGood(state: MoveState): boolean {
  return state === 'arrived' || state === 'fits' || state === 'room-not-known';
}

/** Running again helps, or there is nothing to be done about it. */
const passing: ReadonlySet<MoveState> = new Set(['stopped', 'not-started', 'arrived-with-exceptions', 'incomplete']);

/** What it is coloured like. */
export function toneOf(state: MoveState): Tone {
  if (isGood(state)) return 'good';
  return passing.has(state) ? 'warning' : 'bad';
}

/** Whether a person must change something, and running again alone does not help. */
export function needsPerson(state: MoveState): boolean {
  return toneOf(state) === 'bad';
}
