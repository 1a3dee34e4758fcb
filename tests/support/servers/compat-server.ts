import type { ConnectOptions } from '../../../main/imap/account.ts';
import type { RawAccount } from '../raw-imap.ts';
import { RawImap } from '../raw-imap.ts';

/** Accounts every server of the compatibility suite has. */
export const compatUsers = ['mover', 'killed', 'other'] as const;
/** One of them. */
export type CompatUser = (typeof compatUsers)[number];

/** A server of the compatibility suite at work, its accounts empty. */
export interface CompatServer {
  account(user: CompatUser): RawAccount;
  stop(): Promise<void>;
}

/** One whose accounts can be given a limit. */
export interface LimitedServer extends CompatServer {
  limit(user: CompatUser, kibibytes: number): Promise<void>;
}

/** How the adapter signs in there. */
export function connectTo({ host, port, user, password, caPem }: RawAccount): ConnectOptions {
  return {
    address: { host, port, user, security: 'tls' },
    secret: () => Promise.resolve({ kind: 'password', value: password }),
    ...(caPem === undefined ? {} : { extraCa: caPem }),
    clientVersion: 'test',
  };
}

/** Signs in, again and again where the server has no room for one more connection until those of the move are gone. */
export async function openPatiently(account: RawAccount): Promise<RawImap> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await RawImap.open(account);
    } catch (error) {
      if (attempt >= 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Whether one can sign in. */
export async function canSignIn(account: RawAccount): Promise<boolean> {
  const client = await RawImap.open(account).catch(() => null);
  await client?.logout();
  return client !== null;
}
