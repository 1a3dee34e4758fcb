import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountAddress, Secret } from '../../shared/model/account.ts';
import { createAuthority } from './certificate.ts';
import { compareStores, type StoreComparison } from './compare-stores.ts';
import { createMailStore } from './imap-server/mail-store.ts';
import type { ServerScript } from './imap-server/server-script.ts';
import { startImapServer, type ImapServer } from './imap-server/server.ts';
import { fillPretendGiant } from './sample-mailbox.ts';

/** Per connection of the giant; slow enough to watch, quick enough not to bore. */
const watchableBytesPerSecond = 900_000;
const pieceBytes = 64 * 1024;

/** What it takes to sign in to a pretend server. */
export interface PracticeAccount {
  readonly address: AccountAddress;
  readonly secret: () => Promise<Secret>;
  readonly extraCa: string;
}

/** Two pretend servers on this computer, the first full, the second empty. */
export interface PracticeWorld {
  readonly from: PracticeAccount;
  readonly to: PracticeAccount;
  /** Looks into both servers' stores. */
  compare(pairs: readonly { readonly source: string; readonly destination: string }[]): StoreComparison;
  stop(): Promise<void>;
}

/** Lets a server speak no faster than somebody can watch. */
function slowScript(): ServerScript {
  return {
    async write(connection, bytes, send) {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes);
        await send(piece);
        // Ending with the connection: a stopped move must not be held up.
        await sleep((piece.length * 1000) / watchableBytesPerSecond, undefined, { signal: connection.closed }).catch(
          () => undefined,
        );
      }
    },
  };
}

/** Makes the servers, with passwords and a certificate authority that exist only as long as they do. */
export async function openPracticeWorld(watchable: boolean): Promise<PracticeWorld> {
  const authority = await createAuthority();
  const tls = await authority.issue(['127.0.0.1']);
  const giantStore = createMailStore();
  const smallStore = createMailStore(1_800_000_001);
  await fillPretendGiant(giantStore);
  const passwords = [randomBytes(12).toString('base64url'), randomBytes(12).toString('base64url')] as const;
  const giant = await startImapServer({
    store: giantStore,
    user: 'you@giant.example',
    password: passwords[0],
    tls,
    implicitTls: true,
    ...(watchable ? { script: slowScript() } : {}),
  });
  const small = await startImapServer({
    store: smallStore,
    user: 'you@small.example',
    password: passwords[1],
    tls,
    implicitTls: true,
    features: { quota: 1_000_000_000, appendLimit: 50_000_000 },
    rules: { delimiter: '.', prefix: 'INBOX.' },
  });
  const account = (server: ImapServer, user: string, password: string): PracticeAccount => ({
    address: { host: server.host, port: server.port, security: 'tls', user },
    secret: () => Promise.resolve({ kind: 'password', value: password }),
    extraCa: authority.certificatePem,
  });
  return {
    from: account(giant, 'you@giant.example', passwords[0]),
    to: account(small, 'you@small.example', passwords[1]),
    compare: (pairs) => compareStores(giantStore, smallStore, pairs),
    stop: async () => {
      await Promise.all([giant.stop(), small.stop()]);
    },
  };
}
