import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  customFetch,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import type { OauthClient, OauthTokens } from '../../shared/model/oauth.ts';
import { OauthError } from '../../shared/oauth-error.ts';
import { listenOnLoopback } from './loopback.ts';
import type { OauthFetch } from './oauth-fetch.ts';
import { readTokens } from './read-tokens.ts';
import { isIssuer, partyOf } from './server-of.ts';
import { translateError } from './translate-error.ts';
import { within } from './within.ts';

/** One sign-in through the browser. */
export interface BrowserSignIn {
  readonly client: OauthClient;
  /** Shows the address to the person, in the browser they use (RFC 8252 8.12: never in a window of ours). */
  openBrowser(url: string): Promise<void>;
  /** Whose account, so that the provider proposes the right one; null: any. */
  readonly loginHint: string | null;
  readonly signal: AbortSignal;
  readonly fetch: OauthFetch;
  /** For the person to sign in and agree, in milliseconds: five minutes. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. */
  now?(): number;
}

/** What only this process knows of a sign-in under way. */
interface Proof {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

const usualMs = 5 * 60_000;

/** Signs in as RFC 8252 and RFC 7636 (S256) tell apps to. Rejects with an OauthError. */
export async function signInWithBrowser(signIn: BrowserSignIn): Promise<OauthTokens> {
  const { client, signal, timeoutMs = usualMs } = signIn;
  if (signal.aborted) throw new OauthError('cancelled');
  const state = generateRandomState();
  const loopback = await listenOnLoopback(client.redirect === 'localhost' ? 'localhost' : '127.0.0.1', state);
  const { redirectUri } = loopback;
  const proof = { state, verifier: generateRandomCodeVerifier(), redirectUri };
  let isAnswered = false;
  try {
    const url = await authorizationUrl(signIn, proof);
    return await within({ signal, timeoutMs }, async (until) => {
      await openBrowser(signIn, url);
      const answer = await loopback.answer;
      isAnswered = true;
      return exchange(signIn, proof, answer, until);
    });
  } finally {
    // After an answer the browser still fetches the page it is sent on to, and a command line would end before.
    if (isAnswered) await loopback.left;
    else loopback.close();
  }
}

async function authorizationUrl({ client, loginHint }: BrowserSignIn, proof: Proof): Promise<string> {
  const url = new URL(client.authorizationEndpoint);
  const parameters = {
    ...client.parameters,
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: proof.redirectUri,
    scope: client.scope,
    state: proof.state,
    code_challenge: await calculatePKCECodeChallenge(proof.verifier),
    code_challenge_method: 'S256',
    ...(loginHint === null ? {} : { login_hint: loginHint }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

async function openBrowser(signIn: BrowserSignIn, url: string): Promise<void> {
  try {
    await signIn.openBrowser(url);
  } catch (cause) {
    throw new OauthError('unreachable', { code: 'NO_BROWSER', cause });
  }
}

async function exchange(
  { client, fetch, now = Date.now }: BrowserSignIn,
  { state, verifier, redirectUri }: Proof,
  answer: URLSearchParams,
  signal: AbortSignal,
): Promise<OauthTokens> {
  const issuer = answer.get('iss');
  const party = partyOf(client, issuer !== null && isIssuer(issuer, client) ? issuer : client.issuer);
  try {
    const checked = validateAuthResponse(party.server, party.client, answer, state);
    const response = await authorizationCodeGrantRequest(
      party.server,
      party.client,
      party.proof,
      checked,
      redirectUri,
      verifier,
      { [customFetch]: fetch, signal },
    );
    const tokens = await processAuthorizationCodeResponse(party.server, party.client, response);
    return readTokens(tokens, client.scope, now());
  } catch (error) {
    throw translateError(error);
  }
}
