import { customFetch, processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi';
import type { OauthClient, TokenSource } from '../../shared/model/oauth.ts';
import { OauthError } from '../../shared/oauth-error.ts';
import type { OauthFetch } from './oauth-fetch.ts';
import { endOf } from './read-tokens.ts';
import { partyOf } from './server-of.ts';
import { translateError } from './translate-error.ts';

/** Where the access tokens of one account come from. */
export interface TokenSourceOptions {
  readonly client: OauthClient;
  readonly refreshToken: string;
  /** An access token that is at hand already. */
  readonly first?: { readonly accessToken: string; readonly expiresAt: number };
  /** Some providers give a new refresh token with each access token; the old one ends then. Not awaited by who asks for a token. */
  onRotated(refreshToken: string): void;
  readonly clock: { now(): number };
  readonly fetch: OauthFetch;
}

interface AccessToken {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** When it was asked for because its predecessor was refused; null otherwise, and once a server took it. */
  readonly forcedAt: number | null;
}

/** So long before its end a token is replaced. Of one that lives shortly, half its life. */
const earlyMs = 5 * 60_000;
/** A token that was made for a refusal and is refused itself so soon after: then tokens are not the reason. */
const sameRefusalMs = 60_000;

/** Keeps the access token in memory, and nowhere else. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  return new Source(options);
}

class Source implements TokenSource {
  readonly #options: TokenSourceOptions;
  #refreshToken: string;
  #access: AccessToken | null;
  /** When the token at hand is to be replaced. */
  #dueAt: number;
  #refreshing: Promise<AccessToken> | null = null;
  #isForced = false;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
    this.#refreshToken = options.refreshToken;
    const { first } = options;
    this.#access = first ? { value: first.accessToken, expiresAt: first.expiresAt, forcedAt: null } : null;
    this.#dueAt = first ? this.#dueBefore(first.expiresAt) : 0;
  }

  async token(signal?: AbortSignal): Promise<string> {
    const { clock } = this.#options;
    if (this.#access && clock.now() < this.#dueAt) return this.#access.value;
    // One request for all who wait. It is nobody's in particular, so nobody's signal ends it.
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    const { value } = await abortable(this.#refreshing, signal);
    return value;
  }

  refused(token: string): boolean {
    const access = this.#access;
    // Another connection was refused first, and there is a newer one, or will be.
    if (access?.value !== token) return true;
    if (access.forcedAt !== null && Math.abs(this.#options.clock.now() - access.forcedAt) < sameRefusalMs) return false;
    this.#access = null;
    this.#isForced = true;
    return true;
  }

  accepted(token: string): void {
    if (this.#access?.value === token) this.#access = { ...this.#access, forcedAt: null };
  }

  async #refresh(): Promise<AccessToken> {
    const { client, clock, fetch, onRotated } = this.#options;
    const { server, client: who, proof } = partyOf(client);
    try {
      const options = { [customFetch]: fetch };
      const response = await refreshTokenGrantRequest(server, who, proof, this.#refreshToken, options);
      const answer = await processRefreshTokenResponse(server, who, response);
      const now = clock.now();
      if (answer.refresh_token !== undefined && answer.refresh_token !== this.#refreshToken) {
        this.#refreshToken = answer.refresh_token;
        onRotated(answer.refresh_token);
      }
      const expiresAt = endOf(answer, now);
      const access = { value: answer.access_token, expiresAt, forcedAt: this.#isForced ? now : null };
      this.#isForced = false;
      this.#access = access;
      this.#dueAt = this.#dueBefore(expiresAt);
      return access;
    } catch (error) {
      return this.#fallBack(translateError(error));
    }
  }

  /** While the provider cannot be reached, a token that has some minutes left still serves. */
  #fallBack(error: OauthError): AccessToken {
    if (error.kind === 'unreachable' && this.#access && this.#options.clock.now() < this.#access.expiresAt)
      return this.#access;
    throw error;
  }

  #dueBefore(expiresAt: number): number {
    const left = expiresAt - this.#options.clock.now();
    return expiresAt - Math.min(earlyMs, left / 2);
  }
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
