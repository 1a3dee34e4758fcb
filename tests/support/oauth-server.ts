import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Provider } from 'oidc-provider';
import { createAuthority } from '../../main/practice/certificate.ts';
import type { OauthClient } from '../../shared/model/oauth.ts';

export const mailScope = 'https://mail.example/imap';

/** A real authorization server on loopback, over https, thrown away by `stop`. */
export interface OauthServer {
  readonly issuer: string;
  /** The authority to trust, PEM. */
  readonly caPem: string;
  /** What an app signs in with: public, with PKCE, sent back to loopback. */
  readonly client: OauthClient;
  /** What a token must be good for to read mail. */
  readonly mailScope: string;
  /** Where it listens on this computer. */
  readonly port: number;
  /** Of the mail server, for introspection. */
  readonly introspection: { readonly url: string };
  /** What the token endpoint was asked for so far, refused requests too: grant types. */
  readonly asked: string[];
  /** What the next access tokens are good for, in seconds. */
  lifeSeconds: number;
  /** Whether each refresh gives a new refresh token, and ends the one before. */
  rotates: boolean;
  /** How long the token endpoint takes, in milliseconds. */
  delayMs: number;
  /** Answers everything with 503. */
  isDown: boolean;
  /** Ends every access token before its time, as a provider may. */
  endAccessTokens(): Promise<void>;
  /** Ends every grant: what a person does on the provider's pages. */
  endGrants(): Promise<void>;
  stop(): Promise<void>;
}

/** A provider that a server stands for: for whoever is led to it by another network than the world's. */
export interface StandsFor {
  readonly issuer: string;
  /** Of its endpoints. */
  readonly hosts: readonly string[];
  readonly scope: string;
  /** Paths of its endpoints, as `oidc-provider` calls them. */
  readonly routes: Readonly<Record<string, string>>;
}

/**
 * Starts one. Everybody is let in as whom the app proposes (`login_hint`), after agreeing on a page.
 * @param standsFor somebody else; left out, it is itself
 */
export async function startOauthServer(standsFor: StandsFor | null = null): Promise<OauthServer> {
  const authority = await createAuthority();
  const { certPem, keyPem } = await authority.issue(['127.0.0.1', 'localhost', ...(standsFor?.hosts ?? [])]);
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const https = createServer({ cert: certPem, key: keyPem }, (request, response) => answer(request, response));
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  const server = new TestServer(https, standsFor, authority.certificatePem);
  answer = (request, response) => void server.answer(request, response);
  return server;
}

interface Stored {
  destroy(): Promise<void>;
}

class TestServer implements OauthServer {
  readonly issuer: string;
  readonly caPem: string;
  readonly client: OauthClient;
  readonly mailScope: string;
  readonly port: number;
  readonly introspection: { readonly url: string };
  readonly asked: string[] = [];
  lifeSeconds = 3600;
  rotates = true;
  delayMs = 0;
  isDown = false;
  readonly #https: Server;
  readonly #provider: Provider;
  readonly #accessTokens: Stored[] = [];
  readonly #refreshTokens: Stored[] = [];

  constructor(https: Server, standsFor: StandsFor | null, caPem: string) {
    this.#https = https;
    this.port = (https.address() as AddressInfo).port;
    const here = `127.0.0.1:${String(this.port)}`;
    const issuer = standsFor?.issuer ?? `https://${here}`;
    this.issuer = issuer;
    this.caPem = caPem;
    this.mailScope = standsFor?.scope ?? mailScope;
    const secret = randomBytes(16).toString('hex');
    this.introspection = { url: `https://dovecot:${secret}@${here}/token/introspection` };
    this.client = {
      id: 'test',
      issuer,
      authorizationEndpoint: `${issuer}/auth`,
      tokenEndpoint: `${issuer}/token`,
      revocationEndpoint: `${issuer}/token/revocation`,
      deviceEndpoint: `${issuer}/device/auth`,
      clientId: 'homing',
      scope: `${this.mailScope} offline_access`,
      redirect: 'loopback',
      namesIssuer: true,
      parameters: { prompt: 'consent' },
    };
    this.#provider = new Provider(issuer, this.#configuration(secret, standsFor?.routes ?? {}));
    const provider = this.#provider;
    provider.on('access_token.saved', (token) => this.#accessTokens.push(token));
    provider.on('refresh_token.saved', (token) => this.#refreshTokens.push(token));
    provider.on('grant.success', ({ oidc }) => this.asked.push(oidc.params?.['grant_type'] ?? '?'));
    provider.on('grant.error', ({ oidc }) => this.asked.push(oidc.params?.['grant_type'] ?? '?'));
    provider.on('server_error', (_context, error) => process.stderr.write(`${String(error.stack)}\n`));
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    if (this.isDown) {
      response.writeHead(503).end();
      return;
    }
    if (pathname.startsWith('/interaction/')) return this.#interact(request, response);
    if (pathname === '/token') await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    this.#provider.callback()(request, response);
  }

  async endAccessTokens(): Promise<void> {
    await Promise.all(this.#accessTokens.splice(0).map((token) => token.destroy()));
  }

  async endGrants(): Promise<void> {
    await this.endAccessTokens();
    await Promise.all(this.#refreshTokens.splice(0).map((token) => token.destroy()));
  }

  async stop(): Promise<void> {
    this.#https.closeAllConnections();
    await new Promise((resolve) => this.#https.close(resolve));
  }

  /** The one page a person sees: the question, and two buttons. */
  async #interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { uid, params } = await this.#provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      const button = (name: string): string => `<button name="answer" value="${name}">${name}</button>`;
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<form method="post" action="/interaction/${uid}">${button('Allow')}${button('Deny')}</form>`);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (!Buffer.concat(chunks).toString().includes('answer=Allow')) {
      const result = { error: 'access_denied', error_description: 'The person said no' };
      return this.#provider.interactionFinished(request, response, result);
    }
    const accountId = params['login_hint'] ?? 'mover@example.org';
    const grant = new this.#provider.Grant({ accountId, clientId: params['client_id'] ?? '' });
    grant.addOIDCScope(params['scope'] ?? '');
    const consent = { grantId: await grant.save() };
    return this.#provider.interactionFinished(request, response, { login: { accountId }, consent });
  }

  #configuration(secret: string, routes: StandsFor['routes']): object {
    const device = 'urn:ietf:params:oauth:grant-type:device_code';
    return {
      clients: [
        {
          client_id: 'homing',
          application_type: 'native',
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code', 'refresh_token', device],
          response_types: ['code'],
          redirect_uris: ['http://127.0.0.1', 'http://localhost'],
        },
        { client_id: 'dovecot', client_secret: secret, grant_types: [], response_types: [], redirect_uris: [] },
      ],
      cookies: { keys: [randomBytes(16).toString('hex')] },
      scopes: ['offline_access', this.mailScope],
      routes,
      features: {
        devInteractions: { enabled: false },
        deviceFlow: { enabled: true },
        introspection: { enabled: true, allowedPolicy: () => true },
        revocation: { enabled: true },
      },
      interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
      issueRefreshToken: () => true,
      rotateRefreshToken: () => this.rotates,
      pkce: { required: () => true },
      ttl: {
        AccessToken: () => this.lifeSeconds,
        RefreshToken: 86_400,
        Grant: 86_400,
        Session: 3600,
        Interaction: 3600,
      },
    };
  }
}
