import type { AccountAddress } from '../../shared/model/account.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { Journal, JournalMigration } from '../engine/journal-port.ts';
import { buildReceipt } from '../engine/receipt.ts';

/** Why there is no receipt. */
export type NoReceipt = 'nothing-moved' | 'several-moves' | 'unknown-move';

/** The user and host of an account key (see accountKey). */
export function accountOfKey(key: string): Pick<AccountAddress, 'user' | 'host'> {
  const at = key.lastIndexOf('@');
  const host = key.slice(at + 1).replace(/:\d+$/, '');
  return { user: decodeURIComponent(key.slice(0, at)), host };
}

function choose(
  moves: readonly JournalMigration[],
  wanted: { readonly from: string | null; readonly to: string | null },
): JournalMigration | NoReceipt {
  const [first, second] = moves.filter(
    ({ sourceKey, destinationKey }) =>
      (wanted.from === null || wanted.from === sourceKey) && (wanted.to === null || wanted.to === destinationKey),
  );
  if (first && !second) return first;
  if (second) return 'several-moves';
  return moves.length === 0 ? 'nothing-moved' : 'unknown-move';
}

/**
 * Reads the receipt of a move, without any network.
 * @param wanted account keys, null where the journal holds only one move anyway
 * @param now milliseconds since 1970
 */
export function readReceipt(
  journal: Journal,
  wanted: { readonly from: string | null; readonly to: string | null },
  now: number,
): Receipt | NoReceipt {
  const move = choose(journal.migrations(), wanted);
  if (typeof move === 'string') return move;
  const subject = {
    migration: move.id,
    from: accountOfKey(move.sourceKey),
    to: accountOfKey(move.destinationKey),
    namespaces: move.namespaces,
  };
  return buildReceipt(journal, subject, now);
}
