import type { MessageProblem } from '../../../shared/model/problem.ts';
import { chooseFlags, sameFlags } from '../copy/flags.ts';
import { lengthOf } from '../message-length.ts';
import { sameInstant } from '../internal-date.ts';
import type { JournalMessage } from '../journal-port.ts';

/** A message as the destination shows it now. */
export interface Found {
  readonly uid: number;
  readonly size: number;
  readonly internalDate: string;
  /** Null when the destination does not tell them: then nothing is said of them. */
  readonly flags: readonly string[] | null;
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
  if (found.size !== lengthOf(message)) differs.push('size');
  if (!sameInstant(found.internalDate, message.internalDate)) differs.push('date');
  // What was there before Homing came may have been read or starred by its owner since.
  if (!message.alreadyThere && !hasFlagsOf(message, found.flags, permanentFlags)) differs.push('flags');
  return differs;
}

/** What the source did not tell cannot have come along. */
function hasFlagsOf(
  { flags, flagsTold }: JournalMessage,
  found: readonly string[] | null,
  permanentFlags: readonly string[] | null,
): boolean {
  return flagsTold && (found === null || sameFlags(chooseFlags(flags, permanentFlags).kept, found));
}
