import type { MessageProblem } from './model/problem.ts';
import type { Receipt } from './model/receipt.ts';
import type { Shortfall } from './model/shortfall.ts';

/** Messages that are not in the new mailbox, by who or what kept them from it. */
export interface Fates {
  /** Left behind by a choice: by date, by size, or with their mailbox. */
  readonly chosen: number;
  /** Deleted in the old mailbox while it was moved. */
  readonly gone: number;
  readonly notHandedOver: number;
  /** Refused by the new server. */
  readonly notTaken: number;
  /** The new server said that it took them, and they are not there, or only as others. */
  readonly notKept: number;
  /** Not copied for another reason: a connection that broke, or nobody knows. */
  readonly notCopied: number;
  /** Connections broke each time they were under way: the next run tries again. */
  readonly notYet: number;
  /** In mailboxes that nobody looked into yet, as far as known. */
  readonly toCome: number;
}

/** Who or what kept a message that did not arrive from doing so. */
export type Fault = 'notHandedOver' | 'notTaken' | 'notKept' | 'notCopied';

/** By what the kind of a problem alone tells. */
const faults: Readonly<Partial<Record<MessageProblem['kind'], Fault>>> = {
  'unreadable-at-source': 'notHandedOver',
  missing: 'notKept',
  'kept-once': 'notKept',
  'too-big': 'notTaken',
  'over-quota': 'notTaken',
  'message-refused': 'notTaken',
  'name-refused': 'notTaken',
  'no-permission': 'notTaken',
  refused: 'notTaken',
  limit: 'notTaken',
};

/** Who or what is at fault for one message. What the old server does not give cannot have been refused by the new one. */
export function faultOf({ kind, side }: Pick<MessageProblem, 'kind' | 'side'>): Fault {
  return side === 'source' ? 'notHandedOver' : (faults[kind] ?? 'notCopied');
}

/** No message is missing. */
export const noFates: Fates = {
  chosen: 0,
  gone: 0,
  notHandedOver: 0,
  notTaken: 0,
  notKept: 0,
  notCopied: 0,
  notYet: 0,
  toCome: 0,
};

/** Sorts what did not come along. Messages of which nobody knows how many there are do not count. */
export function fatesOf({
  totals,
  skippedBy,
  exceptions,
  shortfalls,
}: Pick<Receipt, 'totals' | 'skippedBy' | 'exceptions' | 'shortfalls'>): Fates {
  const gone = skippedBy['gone-at-source'];
  const sums = { ...noFates, gone, chosen: Math.max(0, totals.skipped - gone) };
  for (const { outcome, problem } of exceptions) {
    if (outcome === 'failed') sums[faultOf(problem)] += 1;
    if (outcome === 'not-yet') sums.notYet += 1;
  }
  for (const shortfall of shortfalls) sums[fateOf(shortfall)] += shortfall.messages ?? 0;
  return sums;
}

function fateOf({ reason, side }: Shortfall): Fault | 'toCome' {
  if (reason === 'not-looked-into') return 'toCome';
  if (reason === 'shared-uid') return 'notKept';
  return side === 'source' ? 'notHandedOver' : 'notCopied';
}
