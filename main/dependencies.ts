import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './engine/ports.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from './imap/account.ts';
import { createMoveService, type AccountAccess, type MoveService } from './services/move-service.ts';

export { openJournal } from './journal/open-journal.ts';

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};

function connectOptions(access: AccountAccess, clientVersion: string): ConnectOptions {
  const { address, secret, extraCa } = access;
  return {
    address,
    secret: async () => Promise.resolve(secret),
    clientVersion,
    ...(extraCa === null ? {} : { extraCa }),
  };
}

/**
 * Moves over real IMAP.
 * @param clientVersion what we say of ourselves to servers (RFC 2971)
 */
export function createMoves(clientVersion: string): MoveService {
  return createMoveService({
    source: (access) => sourceAccount(connectOptions(access, clientVersion)),
    destination: (access) => destinationAccount(connectOptions(access, clientVersion)),
    clock: systemClock,
  });
}
