import { exitCode, type ExitCode } from '../exit-code.ts';
import type { MoveState } from './move-result.ts';

/** What a person must see to comes before what passes by running again; of several, the first that occurs counts. */
const precedence: readonly (readonly [MoveState, ExitCode])[] = [
  ['unexpected', exitCode.unexpected],
  ['sign-in-refused', exitCode.signInRefused],
  ['new-mailbox-full', exitCode.destinationFull],
  ['to-mend', exitCode.linesToMend],
  ['stopped', exitCode.stopped],
  ['not-started', exitCode.stopped],
  ['incomplete', exitCode.exceptions],
  ['arrived-with-exceptions', exitCode.exceptions],
];

/**
 * What a batch ends with.
 * @param wasStopped whether a person asked it to stop; then nothing can be said of the rest
 */
export function batchExitCode(states: readonly MoveState[], wasStopped: boolean): ExitCode {
  if (wasStopped) return exitCode.stopped;
  return precedence.find(([state]) => states.includes(state))?.[1] ?? exitCode.arrived;
}
