import type { Side } from './problem.ts';

/**
 * What stands between a mailbox and "everything arrived".
 * - `given-up`: it could not be worked on to its end, in the server's words.
 * - `not-looked-into`: nobody looked into it yet.
 * - `hidden`: the source says it has more messages than it lists.
 * - `not-entered`: messages were listed that the journal does not know.
 * - `shared-uid`: messages that are said to have arrived have no UID of their own at the destination.
 */
export const shortfallReasons = ['given-up', 'not-looked-into', 'hidden', 'not-entered', 'shared-uid'] as const;
export type ShortfallReason = (typeof shortfallReasons)[number];

/** Messages of a mailbox that no row of the receipt accounts for. */
export interface Shortfall {
  /** Name at the source. */
  readonly mailbox: string;
  readonly reason: ShortfallReason;
  /** How many; null where nobody knows. 0 where each of them has a row that counts it. */
  readonly messages: number | null;
  /** Which server is at fault. */
  readonly side: Side | null;
  /** The server's own words, untranslated; null when it said nothing. */
  readonly serverText: string | null;
}
