import type { AccountAddress } from '../../shared/model/account.ts';
import type { JournalError } from './journal-error.ts';

/** The right to copy into an account, until it is disposed of; more than once does no harm. */
export interface DestinationHold extends Disposable {
  /** Why other processes cannot be kept out; null when they are. */
  readonly trouble: JournalError | null;
}

/**
 * Who may copy into which account, over all processes of this computer. A run believes what it found at the destination when it compared, so
 * that nobody else may add to it until the run has ended, however long it rests in between.
 *
 * Moves of one process share an account when they read from different ones: none of them copies what another does.
 */
export interface DestinationLocks {
  /** @returns null while another process, or a move of this one from the same account, copies into it */
  take(from: AccountAddress, to: AccountAddress): DestinationHold | null;
}
