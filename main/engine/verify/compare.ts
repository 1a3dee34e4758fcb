import type { MessageProblem } from '../../../shared/model/problem.ts';
import { chooseFlags, sameFlags } from '../copy/flags.ts';
import { sameInstant } from '../internal-date.ts';
import type { JournalMessage } from '../journal-port.ts';

/** A message as the destination shows it now. */
export interface Found {
  readonly uid: number;
  readonly size: number;
  readonly internalDate: string;
  readonly flags: readonly string[];
  /** SHA-256 of what the destination serves; only in a deep verification. */
  readonly digest: Buffer | null;
}

/** What differs, in the words of the receipt. */
type Difference = NonNullable<MessageProblem['differs']>[number];

/**
 * What the destination changed about a message, or an empty list.
 * @param permanentFlags of the destination mailbox: flags it does not take are not missed here, they are counted on their own
 */
export function differences(
  message: JournalMessage,
  found: Found,
  permanentFlags: readonly string[] | null,
): readonly Difference[] {
  const differs: Difference[] = [];
  if (found.digest && message.digest && !found.digest.equals(message.digest)) differs.push('content');
  if (found.size !== message.size) differs.push('size');
  if (!sameInstant(found.internalDate, message.internalDate)) differs.push('date');
  // What was there before Homing came may have been read or starred by its owner since.
  if (!message.alreadyThere && !sameFlags(chooseFlags(message.flags, permanentFlags).kept, found.flags)) {
    differs.push('flags');
  }
  return differs;
}
