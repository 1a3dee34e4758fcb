import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { ask } from '../../bridge.ts';
import type { Guide } from './guide.ts';

type Client = Output<'oauthClients'>[number];

/** Signing in through the browser, at the provider on the form. */
export interface BrowserWay {
  readonly provider: Client['provider'];
  /** Whether Homing is registered there: without it, the provider turns it away. */
  readonly isOpen: boolean;
  /** Whether the registration is the person's own. */
  readonly isOwn: boolean;
  /** Keeps a registration of the person's own. Rejects when it could not be kept. */
  register(clientId: string, clientSecret: string): Promise<void>;
  /** Takes the person's own away. Rejects when that did not work. */
  unregister(): Promise<void>;
}

/** Whether there is a way through the browser; null where none is known. */
export function useBrowserWay({ family }: Guide): BrowserWay | null {
  const [clients, setClients] = useState<readonly Client[]>([]);
  useEffect(() => {
    // Without an answer there is no way, which the form can do without.
    ask('oauthClients').then(setClients, () => undefined);
  }, []);
  if (family !== 'google' && family !== 'microsoft' && family !== 'fastmail') return null;
  const found = clients.find(({ provider }) => provider === family);
  const save = async (clientId: string | null, clientSecret: string | null): Promise<void> => {
    await ask('saveOauthClient', { provider: family, clientId, clientSecret });
    setClients(await ask('oauthClients'));
  };
  return {
    provider: family,
    isOpen: found !== undefined && found.configured !== 'no',
    isOwn: found?.configured === 'own',
    async register(clientId, clientSecret) {
      const secret = clientSecret.trim();
      await save(clientId, secret === '' ? null : secret);
    },
    unregister: () => save(null, null),
  };
}
