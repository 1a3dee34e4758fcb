import type { MigrationEvent } from '../../shared/model/migration-event.ts';
import type { Side } from '../../shared/model/problem.ts';
import { AskedToRest } from './asked-to-rest.ts';
import { isPlea } from './asks-for-rest.ts';
import { MailError } from './mail-error.ts';
import { PatientDestination, PatientSession } from './patient-session.ts';
import type { MailAccount, MailSession } from './ports.ts';
import type { BudgetedOptions, Sessions } from './run.ts';

/** Counts open connections of all lanes and tells when the number changes. */
export class ConnectionCount {
  readonly #onEvent: (event: MigrationEvent) => void;
  #open: Readonly<Record<Side, number>> = { source: 0, destination: 0 };

  constructor(onEvent: (event: MigrationEvent) => void) {
    this.#onEvent = onEvent;
  }

  open(side: Side): number {
    return this.#open[side];
  }

  change(side: Side, by: 1 | -1): void {
    this.#open = { ...this.#open, [side]: this.#open[side] + by };
    this.#onEvent({ event: 'connections', inUse: this.#open });
  }
}

/** The pair of connections of one lane: opened when needed, dropped after an error, bytes accounted in the journal. */
export class Connections {
  readonly #options: BudgetedOptions;
  readonly #count: ConnectionCount;
  readonly #closed = new AbortController();
  #sessions: Sessions | null = null;
  #signInMs = 0;

  constructor(options: BudgetedOptions, count: ConnectionCount) {
    this.#options = options;
    this.#count = count;
    options.signal.addEventListener('abort', () => void this.#onStop(), { signal: this.#closed.signal });
  }

  /** How long connecting and signing in took the last time, both sides at once; without the rests before. Milliseconds. */
  get signInMs(): number {
    return this.#signInMs;
  }

  /**
   * Both connections, opened at the same time where they are not open yet, and not before both sides may be asked. Rejects with the side
   * in the error.
   */
  async get(): Promise<Sessions> {
    for (;;) {
      try {
        return this.#sessions ?? (await this.#open());
      } catch (error) {
        // Another lane was told so in the meantime.
        if (!(error instanceof AskedToRest)) throw error;
      }
    }
  }

  async #open(): Promise<Sessions> {
    const { signal, budgets } = this.#options;
    const { rests } = budgets;
    const onPlea = (): void => this.#note();
    await rests.keep('source', 'connect', signal);
    await rests.keep('destination', 'connect', signal);
    const began = this.#options.clock.now();
    const [source, destination] = await Promise.allSettled([
      this.#connect('source', this.#options.source),
      this.#connect('destination', this.#options.destination),
    ]);
    if (source.status === 'fulfilled' && destination.status === 'fulfilled') {
      this.#signInMs = Math.max(0, this.#options.clock.now() - began);
      this.#sessions = {
        source: new PatientSession(source.value, { side: 'source', rests, signal, onPlea }),
        destination: new PatientDestination(destination.value, { side: 'destination', rests, signal, onPlea }),
      };
      for (const side of ['source', 'destination'] as const) {
        this.#count.change(side, 1);
        this.#options.ages.begin(side, this.#sessions[side]);
      }
      if (signal.aborted) this.drop();
      signal.throwIfAborted();
      return this.#sessions;
    }
    if (source.status === 'fulfilled') source.value.destroy();
    if (destination.status === 'fulfilled') destination.value.destroy();
    const reasons = [source, destination].flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    throw reasons.find((reason) => !(reason instanceof AskedToRest)) ?? reasons[0];
  }

  async #connect<Session extends MailSession>(side: Side, account: MailAccount<Session>): Promise<Session> {
    const { signal, budgets } = this.#options;
    try {
      return await budgets.rests.ask(side, 'connect', { signal, command: () => account.connect(signal) });
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      const told = error.facts.side === side ? error : new MailError({ ...error.facts, side });
      this.#learn(told, side);
      throw told;
    }
  }

  /** Ends both connections without a word: after an error nobody knows what they would answer. */
  drop(): void {
    const sessions = this.#forget();
    sessions?.source.destroy();
    sessions?.destination.destroy();
  }

  /** Signs out, for good. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.release();
  }

  /** Signs out until connections are needed again. */
  async release(): Promise<void> {
    const sessions = this.#forget();
    await Promise.all([sessions?.source.close(), sessions?.destination.close()]);
  }

  /** Enters the bytes that have travelled into the journal's account of the day. */
  account(): void {
    this.#note();
    this.#options.budgets.write();
  }

  #learn(error: MailError, side: Side): void {
    if (!isPlea(error)) return;
    const { rests, throttles } = this.#options.budgets;
    const until = rests.note(error, 'connect');
    if (error.facts.kind === 'too-many-connections') throttles.refusedConnection(side, this.#count.open(side), until);
  }

  #note(): void {
    if (!this.#sessions) return;
    this.#options.budgets.note('source', this.#sessions.source);
    this.#options.budgets.note('destination', this.#sessions.destination);
  }

  #forget(): Sessions | null {
    this.#note();
    const sessions = this.#sessions;
    this.#sessions = null;
    if (sessions) {
      this.#count.change('source', -1);
      this.#count.change('destination', -1);
    }
    return sessions;
  }

  /** Reading stops at once; an APPEND under way gets a moment to be answered, so that nothing is left in doubt. */
  async #onStop(): Promise<void> {
    const sessions = this.#sessions;
    sessions?.source.destroy();
    try {
      await this.#options.clock.sleep(this.#options.settings.stopGraceMs, this.#closed.signal);
      sessions?.destination.destroy();
    } catch {
      // Closed before the moment was over.
    }
  }
}
