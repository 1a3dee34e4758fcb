import { customFetch, discoveryRequest, processDiscoveryResponse, type AuthorizationServer } from 'oauth4webapi';
import type { OauthClient } from '../../shared/model/oauth.ts';
import { OauthError } from '../../shared/oauth-error.ts';
import type { OauthFetch } from './oauth-fetch.ts';
import { translateError } from './translate-error.ts';

/** What an issuer tells of itself. */
export type Endpoints = Pick<
  OauthClient,
  'issuer' | 'authorizationEndpoint' | 'tokenEndpoint' | 'revocationEndpoint' | 'deviceEndpoint' | 'namesIssuer'
>;

/**
 * Asks an issuer where its endpoints are (OpenID Connect Discovery, else RFC 8414). Rejects with an OauthError.
 * @param issuer an https address
 */
export async function discoverEndpoints(issuer: string, fetch: OauthFetch, signal?: AbortSignal): Promise<Endpoints> {
  if (!URL.canParse(issuer)) throw new OauthError('not-configured', { code: 'BAD_ISSUER' });
  const server = await ask(new URL(issuer), 'oidc').catch(() => ask(new URL(issuer), 'oauth2'));
  const { authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint } = server;
  const { revocation_endpoint: revocationEndpoint, device_authorization_endpoint: deviceEndpoint } = server;
  const told = [authorizationEndpoint, tokenEndpoint, revocationEndpoint, deviceEndpoint];
  const isSafe = told.every((url) => url === undefined || (URL.canParse(url) && new URL(url).protocol === 'https:'));
  if (authorizationEndpoint === undefined || tokenEndpoint === undefined || !isSafe)
    throw new OauthError('wrong-answer', { code: 'BAD_METADATA' });
  return {
    issuer: server.issuer,
    authorizationEndpoint,
    tokenEndpoint,
    ...(revocationEndpoint === undefined ? {} : { revocationEndpoint }),
    ...(deviceEndpoint === undefined ? {} : { deviceEndpoint }),
    namesIssuer: server.authorization_response_iss_parameter_supported ?? false,
  };

  async function ask(at: URL, algorithm: 'oidc' | 'oauth2'): Promise<AuthorizationServer> {
    try {
      const options = { algorithm, [customFetch]: fetch, ...(signal ? { signal } : {}) };
      return await processDiscoveryResponse(at, await discoveryRequest(at, options));
    } catch (error) {
      throw translateError(error);
    }
  }
}
