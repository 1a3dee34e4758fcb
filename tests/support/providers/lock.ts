import type { Clock } from '../../../main/engine/ports.ts';
import type { ServerScript } from '../../../main/practice/imap-server/server-script.ts';
import { strikes, type Occasion } from '../faults-occasion.ts';

/** What a client may say to a locked account without being counted. */
const FREE = /^(CAPABILITY|ID|LOGOUT)$/;

/** An account that its provider locks, and what knocked at it in that time. */
export class Lock {
  /** Moments of what was refused. */
  readonly knocks: number[] = [];
  readonly #clock: Pick<Clock, 'now'>;
  #until = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** From that occasion on, everything is refused, sign-ins as well. */
  script(occasion: Occasion, lock: { readonly text: string; readonly ms: number }): ServerScript {
    const now = strikes(occasion);
    return {
      beforeCommand: (connection, command) => {
        const begins = this.#until === 0 && now(connection, command);
        if (begins) this.#until = this.#clock.now() + lock.ms;
        if (this.#clock.now() >= this.#until || FREE.test(command.name)) return null;
        this.knocks.push(this.#clock.now());
        return { status: 'NO', text: lock.text };
      },
    };
  }
}
