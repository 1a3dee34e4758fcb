/**
 * What it takes to sign in with OAuth 2.0 at one provider, as an app that people install (RFC 8252). Nothing in here is secret: whoever has
 * the app, has it.
 */
export interface OauthClient {
  /** Name of the configuration, for example `google`. */
  readonly id: string;
  /** As the server calls itself. `{tenantid}` stands for any tenant of Microsoft. */
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  /** RFC 7009. */
  readonly revocationEndpoint?: string;
  /** RFC 8628. */
  readonly deviceEndpoint?: string;
  readonly clientId: string;
  /** Some providers give one to installed apps, too, and want to see it. It keeps nobody out (RFC 8252 8.5). */
  readonly clientSecret?: string;
  /** Separated by spaces. */
  readonly scope: string;
  /** `loopback`: `http://127.0.0.1`, as RFC 8252 7.3 wants it. `localhost`: by name, where a provider takes nothing else. */
  readonly redirect: 'loopback' | 'localhost';
  /** Whether every answer names its issuer (RFC 9207), so that one without is forged. */
  readonly namesIssuer?: boolean;
  /** Further parameters of the authorization request. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What a person or an administrator registered: the part of a client that differs from one registration to another. */
export interface OauthRegistration {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** What a sign-in gives. The access token lives in memory only. */
export interface OauthTokens {
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly refreshToken: string;
}

/** What a person types on another device to let this one in (RFC 8628 3.2). */
export interface DevicePrompt {
  readonly userCode: string;
  /** https; from the provider. */
  readonly verificationUri: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Where access tokens come from. Several connections may ask at the same time: they share one request.
 * Rejects with an OauthError: `refused` when the person must sign in again, `unreachable` when it may pass.
 */
export interface TokenSource {
  /** One that is good for some minutes at least. */
  token(signal?: AbortSignal): Promise<string>;
  /**
   * A server did not take this token. @returns whether it is worth to ask for another: not when that one was made for this very reason a
   * moment ago, and no server took it
   */
  refused(token: string): boolean;
  /** A server took this token. */
  accepted(token: string): void;
}
