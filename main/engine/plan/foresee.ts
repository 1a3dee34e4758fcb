import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import { chooseFlags } from '../copy/flags.ts';
import { epochOf } from '../internal-date.ts';
import type { JournalMessage } from '../journal-port.ts';
import { habitsOf, type ContentHabit } from './server-habits.ts';

/** What the destination will not keep of messages it takes, as far as it can be known before they are read. */
export interface Foreseen {
  /** Messages whose INTERNALDATE it replaces. */
  readonly dates: readonly { readonly mailbox: string; readonly uid: number; readonly internalDate: string }[];
  /** Keywords it does not take, with how many messages carry each. */
  readonly keywords: Readonly<Record<string, number>>;
  /** What it does to messages with odd bytes; which ones have them is seen only when they are read. */
  readonly content: readonly ContentHabit[];
}

/** Counts what will be lost, message by message. @param now milliseconds since 1970 */
export function foresight(
  destination: AccountFacts,
  permanentFlags: readonly string[] | null,
  now: number,
): { message(mailbox: string, row: Pick<JournalMessage, 'uid' | 'flags' | 'internalDate'>): void; result(): Foreseen } {
  const { content, beginsIn1970, replacesFutureDates } = habitsOf(destination);
  const keywords = new Map<string, number>();
  const dates: Foreseen['dates'][number][] = [];
  return {
    message(mailbox, { uid, flags, internalDate }) {
      for (const keyword of chooseFlags(flags, permanentFlags).dropped)
        keywords.set(keyword, (keywords.get(keyword) ?? 0) + 1);
      const epoch = epochOf(internalDate);
      if (epoch === null) return;
      if ((beginsIn1970 && epoch < 1_000) || (replacesFutureDates && epoch > now))
        dates.push({ mailbox, uid, internalDate });
    },
    result: () => ({ dates, keywords: Object.fromEntries(keywords), content }),
  };
}
