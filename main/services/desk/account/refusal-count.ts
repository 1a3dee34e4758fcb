import type { AccountAddress } from '../../../../shared/model/account.ts';

/** Counts refused sign-ins, so that no provider locks an account because of us. */
export interface RefusalCount {
  /** Whether to wait before the next try. @param now milliseconds since 1970 */
  isTooMany(address: AccountAddress, now: number): boolean;
  note(address: AccountAddress, now: number): void;
  forget(address: AccountAddress): void;
}

const mostInARow = 3;
/** Providers that lock accounts count over some minutes. */
const restMs = 5 * 60_000;

/** Counts for this process. */
export function createRefusalCount(): RefusalCount {
  const refusals = new Map<string, { count: number; at: number }>();
  const key = ({ host, user }: AccountAddress): string => `${user.toLowerCase()}@${host.toLowerCase()}`;
  const recent = (address: AccountAddress, now: number): number => {
    const known = refusals.get(key(address));
    return known && Math.abs(now - known.at) < restMs ? known.count : 0;
  };
  return {
    isTooMany: (address, now) => recent(address, now) >= mostInARow,
    note: (address, now) => refusals.set(key(address), { count: recent(address, now) + 1, at: now }),
    forget: (address) => refusals.delete(key(address)),
  };
}
