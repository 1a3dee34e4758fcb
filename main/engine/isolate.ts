import { MailError } from './mail-error.ts';

/** UIDs from one to another, both included. */
export interface UidRange {
  readonly first: number;
  readonly last: number;
}

/** Single refusals in a row, with nothing read between them, before it is asked whether anything can be read at all. */
const MANY_IN_A_ROW = 20;

/** What is fetched and what becomes of single messages that cannot be. */
export interface Isolating {
  /** FETCHes these; may be called again for parts of what it was called for. @returns how many messages came */
  fetch(ranges: readonly UidRange[]): Promise<number>;
  /** A message that is refused even when it is asked for alone. */
  onUnreadable(uid: number, error: MailError): void | Promise<void>;
}

/**
 * FETCHes messages; when that is refused although it is single messages that are to blame, what was asked for is halved until each of them
 * stands alone. Rejects with the refusal, `mailbox` wide, when many in a row are refused and none comes: then it is not the messages.
 */
export async function fetchIsolated(ranges: readonly UidRange[], isolating: Isolating): Promise<void> {
  await new Isolation(ranges, isolating).fetch(ranges);
}

/** Whether a FETCH was refused for what may be a single message. */
export function isMessageRefusal(error: unknown): error is MailError {
  return error instanceof MailError && error.facts.outcome === 'refused' && error.facts.wide === 'message';
}

class Isolation {
  readonly #isolating: Isolating;
  readonly #last: number;
  /** Not told before something came after them, or the end. */
  #refused: { readonly uid: number; readonly error: MailError }[] = [];
  #depth = 0;

  constructor(ranges: readonly UidRange[], isolating: Isolating) {
    this.#isolating = isolating;
    this.#last = ranges.at(-1)?.last ?? 0;
  }

  async fetch(ranges: readonly UidRange[]): Promise<void> {
    this.#depth += 1;
    try {
      if ((await this.#isolating.fetch(ranges)) > 0) await this.#tellRefused();
    } catch (error) {
      if (!isMessageRefusal(error)) throw error;
      await this.#narrow(ranges, error);
    }
    this.#depth -= 1;
    if (this.#depth === 0) await this.#tellRefused();
  }

  async #narrow(ranges: readonly UidRange[], error: MailError): Promise<void> {
    const [only] = ranges;
    if (!only) return;
    if (countOf(ranges) > 1) {
      for (const half of halves(ranges)) await this.fetch(half);
      return;
    }
    this.#refused.push({ uid: only.first, error });
    if (this.#refused.length % MANY_IN_A_ROW === 0 && !(await this.#lastIsReadable()))
      throw new MailError({ ...error.facts, wide: 'mailbox' });
  }

  async #lastIsReadable(): Promise<boolean> {
    try {
      if ((await this.#isolating.fetch([{ first: this.#last, last: this.#last }])) === 0) return false;
      await this.#tellRefused();
      return true;
    } catch (error) {
      if (!isMessageRefusal(error)) throw error;
      return false;
    }
  }

  async #tellRefused(): Promise<void> {
    for (const { uid, error } of this.#refused.splice(0)) await this.#isolating.onUnreadable(uid, error);
  }
}

function countOf(ranges: readonly UidRange[]): number {
  return ranges.reduce((count, { first, last }) => count + last - first + 1, 0);
}

/** Cuts ranges in two, with as many UIDs in one as in the other. */
function halves(ranges: readonly UidRange[]): [UidRange[], UidRange[]] {
  let room = Math.ceil(countOf(ranges) / 2);
  const [lower, upper]: [UidRange[], UidRange[]] = [[], []];
  for (const { first, last } of ranges) {
    const middle = Math.min(last, first + room - 1);
    if (room > 0) lower.push({ first, last: middle });
    if (middle < last || room === 0) upper.push({ first: room > 0 ? middle + 1 : first, last });
    room -= room > 0 ? middle - first + 1 : 0;
  }
  return [lower, upper];
}
