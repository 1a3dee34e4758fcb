import { customFetch, processRevocationResponse, revocationRequest } from 'oauth4webapi';
import type { OauthClient } from '../../shared/model/oauth.ts';
import type { OauthFetch } from './oauth-fetch.ts';
import { partyOf } from './server-of.ts';
import { translateError } from './translate-error.ts';

/**
 * Takes back what a person permitted (RFC 7009): all tokens of the grant end. Rejects with an OauthError.
 * @returns false where the provider has no address for that, and the person must do it on the provider's pages
 */
export async function revoke(client: OauthClient, refreshToken: string, fetch: OauthFetch): Promise<boolean> {
  if (client.revocationEndpoint === undefined) return false;
  const { server, client: who, proof } = partyOf(client);
  const additionalParameters = { token_type_hint: 'refresh_token' };
  const options = { [customFetch]: fetch, additionalParameters };
  try {
    await processRevocationResponse(await revocationRequest(server, who, proof, refreshToken, options));
    return true;
  } catch (error) {
    throw translateError(error);
  }
}
