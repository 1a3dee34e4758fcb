import type { TokenEndpointResponse } from 'oauth4webapi';
import type { OauthTokens } from '../../shared/model/oauth.ts';
import { OauthError } from '../../shared/oauth-error.ts';

/** Where a server does not say how long a token lives; RFC 6749 5.1 only recommends it. */
const usualSeconds = 3600;

/** When a token ends, in milliseconds since 1970. */
export function endOf({ expires_in: seconds = usualSeconds }: TokenEndpointResponse, now: number): number {
  return now + seconds * 1000;
}

/**
 * The tokens of a first answer. @throws OauthError when the person left the mailbox out of what they permitted, or when nothing was given
 * to go on with after an hour
 * @param scope what was asked for
 */
export function readTokens(answer: TokenEndpointResponse, scope: string, now: number): OauthTokens {
  // Google lets people untick single permissions; RFC 6749 5.1 makes the server tell then.
  const granted = answer.scope?.split(' ');
  const isAddress = (wanted: string): boolean => wanted.includes('/');
  if (granted && scope.split(' ').some((wanted) => isAddress(wanted) && !granted.includes(wanted)))
    throw new OauthError('consent-needed', { code: 'SCOPE_NOT_GRANTED' });
  if (answer.refresh_token === undefined) throw new OauthError('wrong-answer', { code: 'NO_REFRESH_TOKEN' });
  return { accessToken: answer.access_token, expiresAt: endOf(answer, now), refreshToken: answer.refresh_token };
}
