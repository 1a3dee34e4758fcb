import { MailError } from '../engine/mail-error.ts';
import type { Side } from '../../shared/model/problem.ts';

/** An answer outside the protocol: the connection cannot be trusted any more. */
export function badResponse(what: string, side: Side): MailError {
  return new MailError({
    kind: 'protocol',
    when: 'later',
    wide: 'account',
    outcome: 'unclear',
    code: 'BAD_RESPONSE',
    side,
    cause: new Error(what),
  });
}
