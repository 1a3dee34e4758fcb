import type { BrowserSignInRequest, SignInRequest } from '../../../../shared/ipc/account-view.ts';
import type { OauthTokens } from '../../../../shared/model/oauth.ts';
import type { AccountAccess } from '../../move-service.ts';
import { tokenSecret } from '../../tokens/token-secret.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { AccountRecord, MoveRecord } from '../move-record.ts';
import { accountAccess, SecretMissing } from './account-access.ts';

/** What a sign-in proves itself with. */
export interface Means {
  readonly auth: AccountRecord['auth'];
  readonly access: Pick<AccountAccess, 'secret' | 'judged'>;
  /** Keeps it for later runs. */
  keep(item: string): Promise<void>;
}

/**
 * A password that was typed, or what is kept of the account.
 * @throws SecretMissing, OauthError
 */
export async function givenMeans(desk: DeskParts, request: SignInRequest, record: MoveRecord): Promise<Means> {
  const { side, secret: typed } = request;
  const before = record[side];
  if (typed === null && before?.auth === 'oauth') {
    const access = await accountAccess(record, side, desk);
    return { auth: 'oauth', access, keep: () => Promise.resolve() };
  }
  const secret = typed ?? (before && (await desk.keychain.keychain.read(before.item)));
  if (!secret) throw new SecretMissing(side, 'missing');
  const password = { kind: 'password', value: secret } as const;
  return {
    auth: 'password',
    access: { secret: () => Promise.resolve(password) },
    async keep(item) {
      // A refresh token may have lain there, in parts.
      if (before?.auth === 'oauth') await desk.tokens.forget(before, false);
      await desk.keychain.keychain.write(item, secret);
    },
  };
}

/** What the person permits in the browser. Rejects with an OauthError. */
export async function browserMeans(
  desk: DeskParts,
  request: BrowserSignInRequest,
  signal: AbortSignal,
): Promise<Means> {
  const client = desk.clients.clientOf(request);
  const tokens: OauthTokens = await desk.oauth.signInWithBrowser({
    client,
    openBrowser: (url) => desk.openBrowser(url, client.authorizationEndpoint),
    loginHint: request.address.user,
    signal,
  });
  const { source, keep } = desk.tokens.begin(client, tokens);
  return { auth: 'oauth', access: tokenSecret(source, request.side), keep };
}
