import { noLimits, type AccountLimits } from '../engine/settings.ts';
import type { Provider } from '../../shared/model/provider.ts';

/** The person's other devices use the account too, and nobody counts bytes as the provider does. */
const OF_THE_STATED = 0.95;
/** Providers with a daily amount shut an account out for an hour at least. */
const REST_MS = 3_600_000;

/** The part of a provider's stated daily amount, in bytes, that a move may use. */
export function budgetOf(statedBytesPerDay: number): number {
  return Math.floor(statedBytesPerDay * OF_THE_STATED);
}

/** What a provider allows one account on one side of a move; no limits where nobody knows it. */
export function limitsOf(provider: Provider | null, side: 'source' | 'destination'): AccountLimits {
  if (!provider || provider.kind === 'no-imap') return noLimits;
  const { limits } = provider;
  const perDay = limits[side === 'source' ? 'downloadBytesPerDay' : 'uploadBytesPerDay']?.value ?? null;
  const hasBudget = (limits.downloadBytesPerDay ?? limits.uploadBytesPerDay) !== undefined;
  return {
    maxConnections: limits.maxConnections?.value ?? null,
    bytesPerDay: perDay === null ? null : budgetOf(perDay),
    maxMessageBytes: limits.maxMessageBytes?.value ?? null,
    throttleRestMs: hasBudget ? REST_MS : null,
  };
}
