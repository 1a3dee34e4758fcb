import { AuthorizationResponseError, OperationProcessingError, ResponseBodyError } from 'oauth4webapi';
import { OauthError, type OauthErrorKind } from '../../shared/oauth-error.ts';

/** What the error codes of RFC 6749 4.1.2.1 and 5.2, RFC 8628 3.5 and OpenID Connect mean to a person. */
const kinds: Readonly<Record<string, OauthErrorKind>> = {
  access_denied: 'denied',
  authorization_declined: 'denied', // Microsoft, of device codes
  invalid_grant: 'refused',
  expired_token: 'timed-out',
  interaction_required: 'consent-needed',
  consent_required: 'consent-needed',
  login_required: 'refused',
  invalid_client: 'not-configured',
  unauthorized_client: 'not-configured',
  invalid_scope: 'not-configured',
  redirect_uri_mismatch: 'not-configured', // Google
  unsupported_grant_type: 'not-configured',
  deleted_client: 'not-configured', // Google
  org_internal: 'not-configured', // Google: the client is for another organisation only
  admin_policy_enforced: 'consent-needed', // Google Workspace
  server_error: 'unreachable',
  temporarily_unavailable: 'unreachable',
  slow_down: 'unreachable',
};

/** Microsoft hides behind `invalid_grant` that somebody must agree first (AADSTS65001, 90094), and that a rule of the tenant asks for more. */
const consentWords = /AADSTS(?:65001|65004|90094|90095|90008)|\bconsent\b/iu;

/** Any error of a request or its answer, as one of ours. */
export function translateError(error: unknown): OauthError {
  if (error instanceof OauthError) return error;
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    const text = error.error_description;
    const kind =
      text !== undefined && consentWords.test(text) && error.error !== 'access_denied' ? 'consent-needed' : null;
    const known = Object.hasOwn(kinds, error.error) ? kinds[error.error] : undefined;
    const isDown = error instanceof ResponseBodyError && (error.status >= 500 || error.status === 429);
    return new OauthError(kind ?? known ?? (isDown ? 'unreachable' : 'wrong-answer'), {
      text,
      code: error.error,
      cause: error,
    });
  }
  if (error instanceof OperationProcessingError) {
    const isDown = error.cause instanceof Response && (error.cause.status >= 500 || error.cause.status === 429);
    return new OauthError(isDown ? 'unreachable' : 'wrong-answer', { cause: error });
  }
  return new OauthError('unreachable', { cause: error });
}
