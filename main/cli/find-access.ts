import type { AccountAddress, Secret } from '../../shared/model/account.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AccountAccess } from '../services/move-service.ts';
import { tokenSecret } from '../services/tokens/token-secret.ts';
import { keepGrant, mayHaveGrant, readGrant } from './kept-grant.ts';
import { findSecret, type SecretSide } from './secrets.ts';

/**
 * How one side is signed in to: by a secret of the environment, else by what `homing sign-in` kept, else by a password that is asked for.
 * Throws a CliError when there is nobody to ask.
 */
export async function findAccess(
  side: SecretSide,
  address: AccountAddress,
  { taken, extraCa, dependencies }: { taken: Secret | null; extraCa: string | null; dependencies: Dependencies },
): Promise<AccountAccess> {
  if (!taken && mayHaveGrant(address)) {
    const kept = await keptAccess(side, address, dependencies, extraCa);
    if (kept) return kept;
  }
  const secret = await findSecret(side, address, taken);
  return { address, secret: () => Promise.resolve(secret), extraCa };
}

async function keptAccess(
  side: SecretSide,
  address: AccountAddress,
  { openKeychain, oauth }: Dependencies,
  extraCa: string | null,
): Promise<AccountAccess | null> {
  const { keychain } = await openKeychain();
  const grant = await readGrant(keychain, address).catch(() => null);
  if (!grant) return null;
  let keeping: Promise<void> = Promise.resolve();
  const source = oauth(extraCa ?? undefined).tokenSource({
    ...grant,
    onRotated(refreshToken) {
      // What could not be kept still serves this run; the next one asks to sign in again.
      keeping = keepGrant(keychain, address, { ...grant, refreshToken }).catch(() => undefined);
    },
  });
  const { secret, ...tokens } = tokenSecret(source, side === 'FROM' ? 'source' : 'destination');
  return {
    address,
    ...tokens,
    async secret(signal) {
      const token = await secret(signal);
      // A run may end at any moment, and the refresh token before this one is worth nothing any more.
      await keeping;
      return token;
    },
    extraCa,
  };
}
