import type { OauthClient, OauthTokens, TokenSource } from '../../../../shared/model/oauth.ts';
import { OauthError } from '../../../../shared/oauth-error.ts';
import type { Keychain } from '../../keychain-port.ts';
import type { OauthPort } from '../../oauth-port.ts';
import { deleteLongSecret, readLongSecret, writeLongSecret } from '../../tokens/long-secret.ts';
import type { OauthClients } from './oauth-clients.ts';
import type { AccountRecord } from '../move-record.ts';

/** A sign-in through the browser that was not kept yet. */
export interface NewGrant {
  readonly source: TokenSource;
  /** From now on under this item, in the keychain and in this process. */
  keep(item: string): Promise<void>;
}

/**
 * The token sources of this process, one for each account: runs, checks and looks that go on at the same time share a token, and a
 * provider that gives a new refresh token with each access token is never asked with an old one.
 */
export interface TokenSources {
  /** @returns null when nothing is kept of the account. Rejects when the keychain does, and with an OauthError when there is no client */
  of(account: AccountRecord): Promise<TokenSource | null>;
  begin(client: OauthClient, tokens: OauthTokens): NewGrant;
  /** The item holds something else now, or nothing. */
  drop(item: string): void;
  /** Removes it from keychain and process. @param end whether to take it back at the provider, too, as far as that works */
  forget(account: AccountRecord, end: boolean): Promise<void>;
  /** When everything that had to be written is written. */
  settled(): Promise<void>;
}

/** What token sources are made with. */
export interface TokenSourceParts {
  readonly keychain: Keychain;
  readonly oauth: OauthPort;
  readonly clients: OauthClients;
  onFault(error: unknown): void;
}

/** A provider that does not answer must not keep a person from forgetting. */
const revokeMs = 5000;

/** Makes none yet. */
export function createTokenSources({ keychain, oauth, clients, onFault }: TokenSourceParts): TokenSources {
  const known = new Map<string, Promise<TokenSource | null>>();
  let writing: Promise<void> = Promise.resolve();
  const write = async (item: string, refreshToken: string): Promise<void> => {
    const turn = writing.then(() => writeLongSecret(keychain, item, refreshToken));
    writing = turn.catch(() => undefined);
    return turn;
  };
  const open = async (account: AccountRecord): Promise<TokenSource | null> => {
    const refreshToken = await readLongSecret(keychain, account.item);
    if (refreshToken === null) return null;
    // What could not be kept still serves this process.
    const onRotated = (next: string): void => void write(account.item, next).catch(onFault);
    return oauth.tokenSource({ client: clients.clientOf(account), refreshToken, onRotated });
  };
  return {
    of(account) {
      const { item } = account;
      const found = known.get(item) ?? open(account);
      known.set(item, found);
      const drop = (): boolean => known.delete(item);
      return found.then(
        (source) => {
          if (!source) drop();
          return source;
        },
        (error: unknown) => {
          drop();
          throw error;
        },
      );
    },
    begin(client, tokens) {
      let { refreshToken } = tokens;
      let kept: string | null = null;
      const onRotated = (next: string): void => {
        refreshToken = next;
        if (kept !== null) void write(kept, next).catch(onFault);
      };
      const source = oauth.tokenSource({ client, refreshToken, first: tokens, onRotated });
      return {
        source,
        async keep(item) {
          kept = item;
          await write(item, refreshToken);
          known.set(item, Promise.resolve(source));
        },
      };
    },
    drop: (item) => void known.delete(item),
    async forget(account, end) {
      const { item } = account;
      known.delete(item);
      await writing;
      if (end) await revoke(account).catch(() => undefined);
      await deleteLongSecret(keychain, item);
    },
    settled: () => writing,
  };

  async function revoke(account: AccountRecord): Promise<void> {
    const refreshToken = await readLongSecret(keychain, account.item);
    if (refreshToken === null) return;
    const limit = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new OauthError('timed-out')), revokeMs).unref();
    });
    await Promise.race([oauth.revoke(clients.clientOf(account), refreshToken), limit]);
  }
}
