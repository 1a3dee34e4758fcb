/** The parts of oidc-provider 9 that the tests use; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Stored {
    destroy(): Promise<void>;
  }

  interface Interaction {
    readonly uid: string;
    readonly grantId?: string;
    readonly params: Readonly<Record<string, string | undefined>>;
  }

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  interface Context {
    readonly oidc: { readonly params?: Readonly<Record<string, string | undefined>> };
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (facts: { accountId: string; clientId: string }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    on(event: 'access_token.saved' | 'refresh_token.saved', listener: (token: Stored) => void): void;
    on(event: 'grant.success' | 'grant.error', listener: (context: Context) => void): void;
    on(event: 'server_error', listener: (context: Context, error: Error) => void): void;
  }
}
