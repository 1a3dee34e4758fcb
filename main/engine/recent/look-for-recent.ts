import { ChosenUids } from '../copy/waiting-rows.ts';
import { epochOf } from '../internal-date.ts';
import type { Journal, JournalMessage, MessageStatus } from '../journal-port.ts';

/** Rows between two looks at what else there is to do: reading a million takes seconds. */
const PAGE = 1_000;

/** How many messages, and their bytes. */
export interface Amount {
  readonly messages: number;
  readonly bytes: number;
}

/** The recent messages of a pair, as the journal has them. */
export interface RecentOfPair {
  /** Those that are to come along: what a filter left behind is not among them. */
  readonly total: Amount;
  /** Of these, copied or given up on. */
  readonly done: Amount;
  readonly waiting: ChosenUids;
}

const dealtWith: readonly MessageStatus[] = ['copied', 'verified', 'failed'];
const counted: readonly MessageStatus[] = ['waiting', 'intended', ...dealtWith];

/** Whether a message was received at `since` or later. One whose date cannot be read is not known to be. */
function isRecent({ internalDate }: Pick<JournalMessage, 'internalDate'>, since: number): boolean {
  const received = epochOf(internalDate);
  return received !== null && received >= since;
}

/** Looks through a pair's messages for recent ones. Lets others work in between. Rejects with the signal's reason. */
export async function lookForRecent(
  journal: Journal,
  pairId: number,
  since: number,
  signal: AbortSignal,
): Promise<RecentOfPair> {
  const total = { messages: 0, bytes: 0 };
  const done = { messages: 0, bytes: 0 };
  const waiting: number[] = [];
  const { byStatus } = journal.counts(pairId);
  for (const status of counted.filter((one) => byStatus[one].messages > 0)) {
    for (let after = 0; ;) {
      const rows = journal.messages(pairId, status, after, PAGE);
      const recent = rows.filter((row) => isRecent(row, since));
      add(total, recent);
      if (dealtWith.includes(status)) add(done, recent);
      if (status === 'waiting') waiting.push(...recent.map(({ uid }) => uid));
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) break;
      after = last.uid;
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    }
  }
  return { total, done, waiting: new ChosenUids(waiting) };
}

function add(sum: { messages: number; bytes: number }, rows: readonly JournalMessage[]): void {
  sum.messages += rows.length;
  for (const { size } of rows) sum.bytes += size;
}
