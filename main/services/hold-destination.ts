import type { AccountAddress } from '../../shared/model/account.ts';
import type { DestinationHold, DestinationLocks } from '../engine/destination-locks.ts';
import type { Clock } from '../engine/ports.ts';
import type { MoveControl } from './move-service.ts';

/** Another process on this computer copies into the account. */
export class DestinationInUse extends Error {
  readonly account: AccountAddress;

  constructor(account: AccountAddress) {
    super('another process copies into this account');
    this.name = 'DestinationInUse';
    this.account = account;
  }
}

/** Both accounts of a move. */
interface Ends {
  readonly from: AccountAddress;
  readonly to: AccountAddress;
}

/** A look at a lock is cheap, and whoever waits should not wait much longer than the other works. */
const LOOK_EVERY_MS = 1_000;

/** @throws DestinationInUse */
export function holdDestination(locks: DestinationLocks, { from, to }: Ends): DestinationHold {
  const hold = locks.take(from, to);
  if (hold === null) throw new DestinationInUse(to);
  return hold;
}

/** Waits until nobody else copies into the account, and tells that it waits. Rejects with the signal's reason. */
export async function waitForDestination(
  locks: DestinationLocks,
  { from, to }: Ends,
  { clock, control }: { readonly clock: Clock; readonly control: MoveControl },
): Promise<DestinationHold> {
  const { signal, onEvent } = control;
  let hold = locks.take(from, to);
  if (hold !== null) return hold;
  onEvent({ event: 'paused', reason: 'destination-in-use', side: 'destination', until: null, serverText: null });
  try {
    while (hold === null) {
      await clock.sleep(LOOK_EVERY_MS, signal);
      hold = locks.take(from, to);
    }
    return hold;
  } finally {
    onEvent({ event: 'resumed' });
  }
}
