/** What became of signing in with OAuth 2.0. */
export type OauthErrorKind =
  /** The person, or their provider, said no. */
  | 'denied'
  | 'timed-out'
  | 'cancelled'
  /** An answer that cannot be meant for us: another state, another issuer, not the shape of an answer. */
  | 'wrong-answer'
  /** An administrator, or the person, must permit access first. */
  | 'consent-needed'
  | 'unreachable'
  /** The grant has ended: sign in again. */
  | 'refused'
  /** There is no client id for this provider, or the provider does not know it. */
  | 'not-configured';

/** Signing in with OAuth 2.0 came to nothing. */
export class OauthError extends Error {
  readonly kind: OauthErrorKind;
  /** The provider's own words, as they came: to be cleaned before they are shown. */
  readonly serverText: string | null;
  /** The provider's error code, for example `invalid_grant`. */
  readonly code: string | null;

  /** @param said what the provider said, if it did */
  constructor(
    kind: OauthErrorKind,
    said: { readonly text?: string | undefined; readonly code?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(`signing in came to nothing: ${kind}`, { cause: said.cause });
    this.name = 'OauthError';
    this.kind = kind;
    this.serverText = said.text ?? null;
    this.code = said.code ?? null;
  }
}
