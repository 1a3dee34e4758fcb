import type { Resolver } from 'node:dns/promises';
import type { SecureContext } from 'node:tls';

/** How discovery reaches the world. */
export interface Network {
  /** A new one for each search, so that it can be cancelled alone. It asks the servers that the system is set to, and no others. */
  resolver(): Pick<Resolver, 'resolveMx' | 'resolveSrv' | 'resolve4' | 'cancel'>;
  /** The authorities that connections to mailboxes trust. */
  trust(): SecureContext;
  /** Where a server is to be reached: itself. */
  locate(host: string, port: number): { readonly host: string; readonly port: number };
}

/** What a search is made with. The signal ends all of it. */
export interface Search {
  readonly network: Network;
  readonly signal: AbortSignal;
}

/** The agent hands all options on to `tls.connect`, of which Node's types of `request` know only a part. */
export function verifiedBy(secureContext: SecureContext, host: string): object {
  return { secureContext, servername: host, rejectUnauthorized: true };
}
