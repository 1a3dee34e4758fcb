import type { Side } from '../../shared/model/problem.ts';
import type { Clock, MailSession } from './ports.ts';
import type { MigrationSettings } from './settings.ts';

/** Left of a session's time when it is replaced: a command under way should still come to its end. */
const MARGIN = 0.05;

/** No error of anybody: the provider ends sessions of this age, so that a new one is opened between two commands. */
export class SessionWornOut extends Error {
  constructor() {
    super('a session is nearly as old as its provider lets one become');
    this.name = 'SessionWornOut';
  }
}

/** How old sessions are, by what their providers allow. */
export class SessionAges {
  readonly #limits: MigrationSettings['limits'];
  readonly #clock: Pick<Clock, 'now'>;
  /** When each had better be replaced. */
  readonly #ends = new WeakMap<MailSession, number>();

  constructor(limits: MigrationSettings['limits'], clock: Pick<Clock, 'now'>) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** A session was opened. */
  begin(side: Side, session: MailSession): void {
    const longest = this.#limits[side].maxSessionMs ?? null;
    if (longest !== null) this.#ends.set(session, this.#clock.now() + longest * (1 - MARGIN));
  }

  /** Called between commands. @throws SessionWornOut when one of them will end soon */
  check(sessions: Iterable<MailSession>): void {
    const now = this.#clock.now();
    for (const session of sessions)
      if ((this.#ends.get(session) ?? Number.POSITIVE_INFINITY) <= now) throw new SessionWornOut();
  }
}
