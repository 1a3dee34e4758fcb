import type { Newcomers } from '../../shared/model/newcomers.ts';
import type { Journal } from './journal-port.ts';

/** Newcomers of one mailbox whose identity is asked for, the first ones. */
export const MOST_IDENTIFIED = 20_000;

/** What came into the destination's mailboxes since the move began with them and is not its own, as the last run that looked found it. */
export function findNewcomers(journal: Pick<Journal, 'pairs'>, migration: number): readonly Newcomers[] {
  return journal
    .pairs(migration)
    .filter(({ newcomers }) => newcomers > 0)
    .map(({ destination, newcomers, doubled }) => ({
      mailbox: destination,
      messages: newcomers,
      doubled,
      isCounted: newcomers <= MOST_IDENTIFIED,
    }));
}
