import type { Side } from '../../shared/model/problem.ts';
import type { Clock, MailSession } from './ports.ts';
import type { MigrationSettings } from './settings.ts';

/** Left of a session's time when it is replaced: a command under way should still come to its end. */
const MARGIN = 0.05;

/** Bytes to ask for with one command where a session may not become any age: some minutes over a slow line. */
const MOST_BYTES = 32 * 1024 * 1024;

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

  /** How many of these messages to ask for with one command, so that there are moments between commands. At least one. */
  together(rows: readonly { readonly size: number }[]): number {
    const isLimited = [this.#limits.source, this.#limits.destination].some(({ maxSessionMs }) => maxSessionMs != null);
    if (!isLimited) return rows.length;
    let bytes = 0;
    const tooMany = rows.findIndex(({ size }, index) => (bytes += size) > MOST_BYTES && index > 0);
    return tooMany < 0 ? rows.length : tooMany;
  }

  /** Called between commands. @throws SessionWornOut when one of them will end soon */
  check(sessions: Iterable<MailSession>): void {
    const now = this.#clock.now();
    for (const session of sessions)
      if ((this.#ends.get(session) ?? Number.POSITIVE_INFINITY) <= now) throw new SessionWornOut();
  }
}
