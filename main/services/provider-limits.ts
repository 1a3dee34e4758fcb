import { noLimits, type AccountLimits } from '../engine/settings.ts';
import type { Provider } from '../../shared/model/provider.ts';

/** The person's other devices use the account too, and nobody counts bytes as the provider does. */
const OF_THE_STATED = 0.95;
/** Providers with a daily amount shut an account out for an hour at least. */
const REST_MS = 3_600_000;

/** The part of a provider's stated daily amount, in bytes, that a move may use; null where none is stated. */
export function budgetOf(statedBytesPerDay: number | undefined): number | null {
  return statedBytesPerDay === undefined ? null : Math.floor(statedBytesPerDay * OF_THE_STATED);
}

/**
 * What a provider allows one account on one side of a move; no limits where nobody knows it.
 * @param auth how the account is signed in to: sessions begun with a token may end with it
 */
export function limitsOf(
  provider: Provider | null,
  side: 'source' | 'destination',
  auth: 'password' | 'oauth' = 'password',
): AccountLimits {
  if (!provider || provider.kind === 'no-imap') return noLimits;
  const { limits } = provider;
  const down = budgetOf(limits.downloadBytesPerDay?.value);
  const up = budgetOf(limits.uploadBytesPerDay?.value);
  const session = (auth === 'oauth' ? limits.maxTokenSessionSeconds : undefined) ?? limits.maxSessionSeconds;
  return {
    maxConnections: limits.maxConnections?.value ?? null,
    bytesPerDay: side === 'source' ? down : up,
    readBackBytesPerDay: side === 'source' ? null : down,
    maxMessageBytes: limits.maxMessageBytes?.value ?? null,
    throttleRestMs: down === null && up === null ? null : REST_MS,
    maxSessionMs: session === undefined ? null : session.value * 1_000,
  };
}
