import { assertNever } from '../../../shared/assert-never.ts';
import type { TokenSource } from '../../../shared/model/oauth.ts';
import type { Side } from '../../../shared/model/problem.ts';
import { OauthError } from '../../../shared/oauth-error.ts';
import { MailError, type MailErrorFacts } from '../../engine/mail-error.ts';
import type { AccountAccess } from '../move-service.ts';

/** How an account is signed in to with tokens: a fresh one for each connection. */
export function tokenSecret(source: TokenSource, side: Side): Pick<AccountAccess, 'secret' | 'judged'> {
  return {
    secret: async (signal) => {
      try {
        return { kind: 'token', value: await source.token(signal) };
      } catch (error) {
        throw error instanceof OauthError ? new MailError({ ...factsOf(error), side }) : error;
      }
    },
    judged({ value }, isTaken) {
      if (!isTaken) return source.refused(value);
      source.accepted(value);
      return false;
    },
  };
}

/** As an engine in the middle of a move understands it: a sign-in that has ended needs the person, a network that is away needs time. */
function factsOf(error: OauthError): MailErrorFacts {
  const said = error.serverText === null ? {} : { serverText: error.serverText };
  const refused = {
    kind: 'sign-in-refused',
    when: 'never',
    wide: 'account',
    outcome: 'refused',
    cause: error,
  } as const;
  switch (error.kind) {
    case 'unreachable':
    case 'cancelled':
    case 'timed-out':
      return { kind: 'offline', when: 'later', wide: 'account', outcome: 'refused', cause: error };
    case 'consent-needed':
      return { ...refused, ...said, code: 'CONSENT_NEEDED' };
    case 'denied':
    case 'refused':
    case 'wrong-answer':
    case 'not-configured':
      return { ...refused, ...said, code: 'EXPIRED' };
    default:
      return assertNever(error.kind);
  }
}
