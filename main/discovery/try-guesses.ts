import { connect } from 'node:tls';
import type { FoundServer } from '../../shared/model/discovered.ts';
import { verifiedBy, type Search } from './network.ts';

/** TLS from the first byte (RFC 8314). */
const port = 993;

/** Tries the two names that most servers have, in that order: one that shows a certificate of its own name is found. Nobody signs in. */
export async function tryGuesses(domain: string, search: Search): Promise<readonly FoundServer[]> {
  const tried = [`imap.${domain}`, `mail.${domain}`].map((host) => ({ host, answers: answers(host, search) }));
  for (const { host, answers: isThere } of tried)
    if (await isThere) return [{ host, port, security: 'tls', user: null }];
  return [];
}

function answers(host: string, { network, signal }: Search): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...network.locate(host, port), ...verifiedBy(network.trust(), host) });
    const end = (isThere: boolean): void => {
      resolve(isThere);
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
    };
    const giveUp = (): void => end(false);
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('secureConnect', () => end(true));
    socket.on('error', giveUp);
    if (signal.aborted) giveUp();
  });
}
