import { ClientSecretPost, None, type AuthorizationServer, type Client, type ClientAuth } from 'oauth4webapi';
import type { OauthClient } from '../../shared/model/oauth.ts';

/** A client in the words of oauth4webapi. */
export interface Party {
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly proof: ClientAuth;
}

/** @param issuer as an answer named it, where the client leaves it open */
export function partyOf(client: OauthClient, issuer: string = client.issuer): Party {
  const { revocationEndpoint, deviceEndpoint, clientSecret } = client;
  return {
    server: {
      issuer,
      authorization_endpoint: client.authorizationEndpoint,
      token_endpoint: client.tokenEndpoint,
      ...(revocationEndpoint === undefined ? {} : { revocation_endpoint: revocationEndpoint }),
      ...(deviceEndpoint === undefined ? {} : { device_authorization_endpoint: deviceEndpoint }),
      authorization_response_iss_parameter_supported: client.namesIssuer ?? false,
    },
    client: { client_id: client.clientId },
    proof: clientSecret === undefined ? None() : ClientSecretPost(clientSecret),
  };
}

/** Whether an answer's issuer is the client's. Microsoft's differs by tenant, a UUID. */
export function isIssuer(named: string, client: OauthClient): boolean {
  const [before = '', after, ...more] = client.issuer.split('{tenantid}');
  if (after === undefined || more.length > 0) return named === client.issuer;
  const tenant = named.slice(before.length, named.length - after.length);
  return named === `${before}${tenant}${after}` && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(tenant);
}
