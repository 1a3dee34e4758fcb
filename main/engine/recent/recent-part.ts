import type { RecentProgress } from '../../../shared/model/migration-event.ts';
import type { ChosenUids } from '../copy/waiting-rows.ts';
import type { JournalPair } from '../journal-port.ts';
import type { Run } from '../run.ts';
import { lookForRecent, type Amount, type RecentOfPair } from './look-for-recent.ts';

/** A pair as it was looked at, with everything the journal had dealt with in it by then. */
interface Looked extends Omit<RecentOfPair, 'waiting'> {
  readonly dealtWith: Amount;
}

/**
 * The messages that go first: those received since a moment. Knows which they are, pair by pair, and tells how far they have come.
 * Between two looks at a pair only its recent messages are worked on, so whatever the journal deals with in it is one of them.
 */
export class RecentPart {
  /** The run to be used for this part: it tells of it, too. */
  readonly run: Run;
  /** Pairs that cannot be moved at all, and what remains of them need not be tried. */
  readonly givenUp = new Set<number>();
  readonly #since: number;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #looked = new Map<number, Looked>();
  readonly #sum = { done: 0, total: 0, doneBytes: 0, totalBytes: 0 };
  #told: RecentProgress | null = null;

  /** @param since milliseconds since 1970 */
  constructor(run: Run, since: number, pairs: readonly JournalPair[]) {
    this.#since = since;
    this.#ids = new Map(pairs.map(({ source, id }) => [source, id]));
    this.run = {
      ...run,
      onEvent: (event) => {
        run.onEvent(event);
        if (event.event === 'mailbox') this.#follow(this.#ids.get(event.mailbox.source));
      },
    };
  }

  /** Counts a pair's recent messages anew. @returns those that wait */
  async look(pairId: number): Promise<ChosenUids> {
    const { journal, signal } = this.run;
    const { waiting, ...found } = await lookForRecent(journal, pairId, this.#since, signal);
    this.#enter(pairId, { ...found, dealtWith: this.#dealtWith(pairId) });
    this.#tell(false);
    return waiting;
  }

  /** All of them are dealt with. */
  end(): void {
    this.#tell(true);
  }

  #follow(pairId: number | undefined): void {
    const looked = pairId === undefined ? undefined : this.#looked.get(pairId);
    if (pairId === undefined || !looked) return;
    const now = this.#dealtWith(pairId);
    const done = {
      messages: looked.done.messages + now.messages - looked.dealtWith.messages,
      bytes: looked.done.bytes + now.bytes - looked.dealtWith.bytes,
    };
    this.#enter(pairId, { ...looked, done, dealtWith: now });
    this.#tell(false);
  }

  #enter(pairId: number, next: Looked): void {
    const before = this.#looked.get(pairId);
    this.#looked.set(pairId, next);
    this.#sum.done += next.done.messages - (before?.done.messages ?? 0);
    this.#sum.doneBytes += next.done.bytes - (before?.done.bytes ?? 0);
    this.#sum.total += next.total.messages - (before?.total.messages ?? 0);
    this.#sum.totalBytes += next.total.bytes - (before?.total.bytes ?? 0);
  }

  #dealtWith(pairId: number): Amount {
    const { copied, verified, skipped, failed } = this.run.journal.counts(pairId).byStatus;
    return {
      messages: copied.messages + verified.messages + skipped.messages + failed.messages,
      bytes: copied.bytes + verified.bytes + skipped.bytes + failed.bytes,
    };
  }

  #tell(ended: boolean): void {
    const counted = ended || this.#looked.size === this.#ids.size;
    const next = { since: this.#since, ...this.#sum, counted, ended };
    const told = this.#told;
    if (told && told.done === next.done && told.total === next.total && told.counted === counted && !ended) return;
    this.#told = next;
    this.run.onEvent({ event: 'recent', recent: next });
  }
}
