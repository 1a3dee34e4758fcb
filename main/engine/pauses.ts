import type { MigrationEvent, PauseReason } from '../../shared/model/migration-event.ts';
import type { MailErrorFacts } from './mail-error.ts';

type Paused = Extract<MigrationEvent, { event: 'paused' }>;

/** Several lanes may wait at once; people want to know when the first begins and when all go on. */
export class Pauses {
  readonly #onEvent: (event: MigrationEvent) => void;
  readonly #waiting = new Set<Paused>();
  #told: Paused | null = null;

  constructor(onEvent: (event: MigrationEvent) => void) {
    this.#onEvent = onEvent;
  }

  /**
   * @param until milliseconds since 1970 when the next attempt is made
   * @returns ends this pause
   */
  begin(reason: PauseReason, facts: Pick<MailErrorFacts, 'side' | 'serverText'>, until: number): () => void {
    const { side = null, serverText = null } = facts;
    const pause: Paused = { event: 'paused', reason, side, until, serverText };
    this.#waiting.add(pause);
    // Of a moment's lost connection and hours of waiting, the hours must be known.
    if (this.#told === null || (reason === 'daily-budget' && this.#told.reason !== reason)) this.#tell(pause);
    return () => this.#end(pause);
  }

  #end(pause: Paused): void {
    if (!this.#waiting.delete(pause)) return;
    const [next] = this.#waiting;
    if (!next) {
      this.#told = null;
      this.#onEvent({ event: 'resumed' });
    } else if (this.#told === pause) this.#tell(next);
  }

  #tell(pause: Paused): void {
    this.#told = pause;
    this.#onEvent(pause);
  }
}
