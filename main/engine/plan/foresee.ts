import type { Foreseen } from '../../../shared/model/foreseen.ts';
import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import { epochOf } from '../internal-date.ts';
import type { JournalMessage } from '../journal-port.ts';
import { habitsOf } from './server-habits.ts';

/** Counts what will be lost, message by message. @param now milliseconds since 1970 */
export function foresight(
  destination: AccountFacts,
  now: number,
): { message(mailbox: string, row: Pick<JournalMessage, 'uid' | 'internalDate'>): void; result(): Foreseen } {
  const { content, beginsIn1970, replacesFutureDates } = habitsOf(destination);
  const dates: Foreseen['dates'][number][] = [];
  return {
    message(mailbox, { uid, internalDate }) {
      const epoch = epochOf(internalDate);
      if (epoch === null) return;
      if ((beginsIn1970 && epoch < 1_000) || (replacesFutureDates && epoch > now))
        dates.push({ mailbox, uid, internalDate });
    },
    result: () => ({ dates, content }),
  };
}
