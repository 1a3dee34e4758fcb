import type { AccountLedger } from '../../engine/account-ledger.ts';

/** A document with the key it is kept under. */
export interface KeptDocument {
  readonly key: string;
  readonly json: string;
}

/**
 * The list of moves and the app's settings, on disk, as documents the desk gives their shape. Synchronous, durable when a method
 * returns, each method one transaction. Never holds a secret. Methods reject with a JournalError.
 */
export interface MoveBook {
  /** Every move, in no order. */
  moves(): readonly KeptDocument[];
  saveMove(id: string, json: string): void;
  removeMove(id: string): void;
  /** A setting by its name, or null. */
  setting(name: string): string | null;
  saveSetting(name: string, json: string): void;
  /** What is remembered of the accounts of all moves: their traffic and their limits. */
  readonly ledger: AccountLedger;
  /** Removes everything. */
  clear(): void;
  close(): void;
}

/** A book that was opened, and what it took. */
export interface OpenMoveBook {
  readonly book: MoveBook;
  /** `restored`: it was damaged, this is the last snapshot. `started-again`: there was none. The damaged file is kept beside. */
  readonly trouble: { readonly kind: 'restored' | 'started-again'; readonly snapshotAt: number | null } | null;
}
