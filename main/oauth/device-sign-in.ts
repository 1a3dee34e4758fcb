import {
  ResponseBodyError,
  customFetch,
  deviceAuthorizationRequest,
  deviceCodeGrantRequest,
  processDeviceAuthorizationResponse,
  processDeviceCodeResponse,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DevicePrompt, OauthClient, OauthTokens } from '../../shared/model/oauth.ts';
import { OauthError } from '../../shared/oauth-error.ts';
import type { OauthFetch } from './oauth-fetch.ts';
import { readTokens } from './read-tokens.ts';
import { partyOf, type Party } from './server-of.ts';
import { translateError } from './translate-error.ts';
import { within } from './within.ts';

/** One sign-in by a code that is typed on another device. */
export interface DeviceSignIn {
  readonly client: OauthClient;
  show(prompt: DevicePrompt): void;
  readonly signal: AbortSignal;
  readonly fetch: OauthFetch;
}

const usualSeconds = 5;
/** RFC 8628 3.5: so much is added whenever the server finds us hasty. */
const slowDownSeconds = 5;

/** Signs in as RFC 8628 tells, for computers without a browser. Rejects with an OauthError. */
export async function signInWithDevice({ client, show, signal, fetch }: DeviceSignIn): Promise<OauthTokens> {
  if (client.deviceEndpoint === undefined) throw new OauthError('not-configured', { code: 'NO_DEVICE_ENDPOINT' });
  if (signal.aborted) throw new OauthError('cancelled');
  const party = partyOf(client);
  const { server, client: who, proof } = party;
  const options = { [customFetch]: fetch, signal };
  try {
    const scope = { scope: client.scope };
    const response = await deviceAuthorizationRequest(server, who, proof, scope, options);
    const offer = await processDeviceAuthorizationResponse(server, who, response);
    const timeoutMs = offer.expires_in * 1000;
    if (!offer.verification_uri.startsWith('https://')) throw new OauthError('wrong-answer');
    show({ userCode: offer.user_code, verificationUri: offer.verification_uri, expiresAt: Date.now() + timeoutMs });
    const seconds = offer.interval ?? usualSeconds;
    const tokens = await within({ signal, timeoutMs }, (until) =>
      poll({ party, fetch, code: offer.device_code }, seconds, until),
    );
    return readTokens(tokens, client.scope, Date.now());
  } catch (error) {
    if (signal.aborted) throw new OauthError('cancelled');
    throw translateError(error);
  }
}

interface Polling {
  readonly party: Party;
  readonly fetch: OauthFetch;
  readonly code: string;
}

async function poll(
  { party, fetch, code }: Polling,
  seconds: number,
  signal: AbortSignal,
): Promise<TokenEndpointResponse> {
  const { server, client, proof } = party;
  for (let wait = seconds; ;) {
    await sleep(wait * 1000, undefined, { signal });
    try {
      const response = await deviceCodeGrantRequest(server, client, proof, code, { [customFetch]: fetch, signal });
      return await processDeviceCodeResponse(server, client, response);
    } catch (error) {
      const answer = error instanceof ResponseBodyError ? error.error : null;
      if (answer === 'slow_down') wait += slowDownSeconds;
      // A network that is away for a moment does not end it (RFC 8628 3.5); the code's own life does.
      else if (answer !== 'authorization_pending' && translateError(error).kind !== 'unreachable') throw error;
    }
  }
}
