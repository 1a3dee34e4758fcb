import type { DevicePrompt, OauthClient, OauthTokens, TokenSource } from '../../shared/model/oauth.ts';

/** Signing in with OAuth 2.0. Everything rejects with an OauthError. */
export interface OauthPort {
  /** Waits for the person, at most five minutes. */
  signInWithBrowser(signIn: {
    readonly client: OauthClient;
    openBrowser(url: string): Promise<void>;
    /** Whose account. */
    readonly loginHint: string;
    readonly signal: AbortSignal;
  }): Promise<OauthTokens>;
  tokenSource(options: {
    readonly client: OauthClient;
    readonly refreshToken: string;
    readonly first?: OauthTokens;
    /** The refresh token was replaced; the one before does not work any more. */
    onRotated(refreshToken: string): void;
  }): TokenSource;
  /** @returns false where the provider has no way to do it but its pages */
  revoke(client: OauthClient, refreshToken: string): Promise<boolean>;
}

/** The same with what a command line needs. */
export interface HeadlessOauth extends OauthPort {
  /** Waits for a person who types a code on another device, as long as the code lives. */
  signInWithDevice(signIn: {
    readonly client: OauthClient;
    show(prompt: DevicePrompt): void;
    readonly signal: AbortSignal;
  }): Promise<OauthTokens>;
  /** Asks an issuer where its endpoints are. @param issuer https */
  discover(issuer: string): Promise<Omit<OauthClient, 'id' | 'clientId' | 'clientSecret' | 'scope' | 'redirect'>>;
}
