import type { ProblemKind } from '../../shared/ipc/problem-view.ts';
import type { Tone } from '../components/tone.ts';

/** What passes with time. */
const waiting: readonly ProblemKind[] = [
  'offline',
  'silence',
  'throttled',
  'too-many-connections',
  'unavailable',
  'bye',
];
/** What concerns a part and leaves the rest going. */
const partial: readonly ProblemKind[] = [
  'too-big',
  'no-such-mailbox',
  'already-exists',
  'name-refused',
  'message-refused',
  'password-missing',
];

/** How a problem is coloured and marked. */
export function problemTone(kind: ProblemKind): Tone {
  if (waiting.includes(kind)) return 'wait';
  return partial.includes(kind) ? 'warn' : 'fail';
}
