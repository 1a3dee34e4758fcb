import type { MigrationOutcome } from '../../../../shared/model/migration-event.ts';
import type { MailErrorKind, MessageProblem } from '../../../../shared/model/problem.ts';
import { shown } from '../shown.ts';
import { MailError, type MailErrorFacts } from '../../../engine/mail-error.ts';
import { pauseReason } from '../../../engine/retry.ts';
import type { MoveRecord } from '../move-record.ts';
import { mailProblem, plainProblem, problemOf } from '../problem.ts';
import type { AttemptEnd } from './run-phase.ts';

type Facts = Pick<MailErrorFacts, 'kind' | 'side' | 'serverText' | 'code' | 'retryAfterMs' | 'certificate'>;

/** What passes by itself, sooner or later, with an account that was signed in to before. */
const passing: ReadonlySet<MailErrorFacts['kind']> = new Set([
  'host-unknown', // without a network no name is known
  'connection-refused',
  'offline',
  'connection-lost',
  'silence',
  'bye',
  'throttled',
  'too-many-connections',
  'unavailable',
  'limit',
  'refused',
  'protocol',
]);

/** What an error that ended an attempt calls for: patience, or the person. */
export function judgeError(
  error: unknown,
  record: MoveRecord,
  progressed: boolean,
  onFault: (error: unknown) => void,
): AttemptEnd {
  return error instanceof MailError
    ? judgeFacts(error.facts, record, progressed)
    : { end: 'needs-you', problem: problemOf(error, record, onFault) };
}

/** What an outcome that is neither finished nor wished for calls for. */
export function judgeOutcome(outcome: MigrationOutcome, record: MoveRecord, progressed: boolean): AttemptEnd {
  const { reason, side } = outcome;
  const kind = reason?.kind;
  if (!reason || kind === undefined || isOfMessage(kind)) {
    return { end: 'needs-you', problem: plainProblem('unexpected') };
  }
  const { serverText, code, retryAfterMs, certificate } = reason;
  const facts = {
    kind,
    ...(side === null ? {} : { side }),
    ...(serverText === null ? {} : { serverText }),
    ...(code === undefined ? {} : { code }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(certificate === undefined ? {} : { certificate }),
  };
  return judgeFacts(facts, record, progressed);
}

function judgeFacts(facts: Facts, record: MoveRecord, progressed: boolean): AttemptEnd {
  if (!passing.has(facts.kind)) return { end: 'needs-you', problem: mailProblem(facts, record) };
  const reason = pauseReason(facts);
  return {
    end: 'wait',
    wait: {
      // What passes by itself is one of three.
      reason: reason === 'throttled' || reason === 'offline' ? reason : 'interrupted',
      side: facts.side ?? null,
      serverText: facts.serverText === undefined ? null : shown(facts.serverText, 300),
    },
    atLeastMs: facts.retryAfterMs ?? 0,
    progressed,
  };
}

/** Whether a problem is one of single messages, which end no run. */
function isOfMessage(kind: MessageProblem['kind']): kind is Exclude<MessageProblem['kind'], MailErrorKind> {
  return ['gone-at-source', 'unreadable-at-source', 'altered', 'missing', 'kept-once'].includes(kind);
}
