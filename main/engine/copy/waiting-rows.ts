import type { Journal, JournalMessage } from '../journal-port.ts';

/** Rows looked at in one go: few, so that a gap between chosen messages is jumped over instead of read. */
const PAGE = 64;

/** Some of a pair's messages, by source UID. */
export class ChosenUids {
  readonly #ascending: readonly number[];
  readonly #all: ReadonlySet<number>;

  constructor(uids: readonly number[]) {
    this.#ascending = uids.toSorted((one, other) => one - other);
    this.#all = new Set(uids);
  }

  get isEmpty(): boolean {
    return this.#ascending.length === 0;
  }

  has(uid: number): boolean {
    return this.#all.has(uid);
  }

  /** The first one above `after`; null when there is none. */
  next(after: number): number | null {
    let low = 0;
    let high = this.#ascending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ascending[middle] ?? 0) <= after) low = middle + 1;
      else high = middle;
    }
    return this.#ascending[low] ?? null;
  }
}

/** Which waiting messages, above a UID, and how many at most. */
export interface WaitingPage {
  /** Null: all of them. */
  readonly only: ChosenUids | null;
  readonly after: number;
  readonly limit: number;
}

/** The next `waiting` messages of a pair, ascending; none only when none is left. */
export function waitingRows(
  journal: Pick<Journal, 'messages'>,
  pairId: number,
  { only, after, limit }: WaitingPage,
): readonly JournalMessage[] {
  if (!only) return journal.messages(pairId, 'waiting', after, limit);
  const rows: JournalMessage[] = [];
  for (let from = only.next(after); from !== null && rows.length < limit;) {
    const page = journal.messages(pairId, 'waiting', from - 1, Math.min(PAGE, limit - rows.length));
    rows.push(...page.filter(({ uid }) => only.has(uid)));
    const last = page.at(-1);
    from = last ? only.next(last.uid) : null;
  }
  return rows;
}
