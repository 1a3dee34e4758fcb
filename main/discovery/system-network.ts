import { Resolver } from 'node:dns/promises';
import type { SecureContext } from 'node:tls';
import type { Network } from './network.ts';

/** The network as this computer is set to use it. @param makeTrust called once, at the first use */
export function systemNetwork(makeTrust: () => SecureContext): Network {
  let trust: SecureContext | null = null;
  return {
    resolver: () => new Resolver({ timeout: 2000, tries: 2 }),
    trust: () => (trust ??= makeTrust()),
    locate: (host, port) => ({ host, port }),
  };
}
