import type { Shortfall } from './model/shortfall.ts';

/** Mailboxes, and messages of them as far as anybody knows. */
export interface ShortfallSum {
  readonly mailboxes: number;
  readonly messages: number;
  /** Whether that is all of them: false where nobody knows how many more there are. */
  readonly isCounted: boolean;
}

/** What shortfalls come to. */
export interface ShortfallTally {
  /** What did not arrive, and is named message by message nowhere. */
  readonly missing: ShortfallSum;
  /** What nobody has looked into yet: it is still to come. */
  readonly toCome: ShortfallSum;
  /** Of the missing ones: they count among those that arrived, and are not there. */
  readonly countedTwice: number;
}

/** Adds shortfalls up. A mailbox that falls short in several ways is one. */
export function tallyShortfalls(shortfalls: readonly Shortfall[]): ShortfallTally {
  const isOpen = ({ reason }: Shortfall): boolean => reason === 'not-looked-into';
  const notTheirOwn = shortfalls.filter(({ reason }) => reason === 'shared-uid');
  return {
    missing: sumOf(shortfalls.filter((one) => !isOpen(one))),
    toCome: sumOf(shortfalls.filter(isOpen)),
    countedTwice: sumOf(notTheirOwn).messages,
  };
}

function sumOf(shortfalls: readonly Shortfall[]): ShortfallSum {
  return {
    mailboxes: new Set(shortfalls.map(({ mailbox }) => mailbox)).size,
    messages: shortfalls.reduce((sum, { messages }) => sum + (messages ?? 0), 0),
    isCounted: shortfalls.every(({ messages }) => messages !== null),
  };
}
