import type { MigrationEvent, PauseReason } from '../../shared/model/migration-event.ts';
import type { MailErrorFacts } from './mail-error.ts';

/** Several lanes may wait at once; people want to know when the first begins and when all go on. */
export class Pauses {
  readonly #onEvent: (event: MigrationEvent) => void;
  #waiting = 0;

  constructor(onEvent: (event: MigrationEvent) => void) {
    this.#onEvent = onEvent;
  }

  /** @param until milliseconds since 1970 when the next attempt is made */
  begin(reason: PauseReason, facts: MailErrorFacts, until: number): void {
    this.#waiting++;
    if (this.#waiting > 1) return;
    this.#onEvent({ event: 'paused', reason, side: facts.side ?? null, until, serverText: facts.serverText ?? null });
  }

  end(): void {
    this.#waiting--;
    if (this.#waiting === 0) this.#onEvent({ event: 'resumed' });
  }
}
