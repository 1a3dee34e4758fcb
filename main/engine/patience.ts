import { asksForRest } from './asks-for-rest.ts';
import type { MailError } from './mail-error.ts';
import { MOST_RESTS } from './rests.ts';
import type { Run } from './run.ts';

/** How long attempts at one mailbox may take together without a step forward, pauses between them left aside; milliseconds. */
export const PATIENCE_MS = 300_000;
/** After so many mailboxes given up one after another, it is hardly the mailboxes: a further one gets a single attempt. */
export const MANY_GIVEN_UP = 3;

/**
 * How long to go on trying with one mailbox: until `settings.attempts` failures in a row, or five minutes of attempts without a step
 * forward, whichever comes first; but two attempts at least, so that a computer that slept through one has another. Attempts that ended in
 * a rest the server had asked for are no failures: of these there may be more.
 */
export class Patience {
  readonly #run: Pick<Run, 'clock' | 'settings' | 'learned'>;
  #began: number;
  #spentMs = 0;
  #attempts = 0;
  #rests = 0;

  constructor(run: Pick<Run, 'clock' | 'settings' | 'learned'>) {
    this.#run = run;
    this.#began = run.clock.now();
  }

  /** Failures in a row. */
  get attempts(): number {
    return this.#attempts;
  }

  /** An attempt begins. */
  begin(): void {
    this.#began = this.#run.clock.now();
  }

  /** There was a step forward, though the attempt may fail all the same. */
  renew(): void {
    this.#spentMs = 0;
    this.#attempts = 0;
    this.#rests = 0;
    this.begin();
  }

  /** The attempt failed. */
  failed({ facts }: MailError): void {
    if (asksForRest(facts)) {
      this.#rests += 1;
      return;
    }
    this.#attempts += 1;
    // A clock that was set meanwhile says nothing of how long it took.
    this.#spentMs += Math.min(PATIENCE_MS, Math.max(0, this.#run.clock.now() - this.#began));
  }

  get isOver(): boolean {
    const { settings, learned } = this.#run;
    if (learned.givenUp.length >= MANY_GIVEN_UP) return true;
    if (this.#attempts > settings.attempts || this.#rests > MOST_RESTS) return true;
    return this.#attempts > 1 && this.#spentMs > PATIENCE_MS;
  }
}
