import type { Side } from '../../shared/model/problem.ts';
import type { AccountKeys, AccountLedger, Direction, Refusal } from './account-ledger.ts';
import { connectUntil, learnedConnections, refusedInARow, restUntil } from './learned-limits.ts';
import type { MailErrorFacts } from './mail-error.ts';
import type { Clock } from './ports.ts';

/** A shorter wait is over before anybody could have started again; one that doubles is counted, however short. */
const WORTH_KEEPING_MS = 10_000;

/** What is learned from, and where it is kept. */
export interface ThrottleParts {
  readonly ledger: AccountLedger;
  readonly clock: Pick<Clock, 'now'>;
  readonly keys: AccountKeys;
  /** What travelled in the last 24 hours, in the direction in which more of the account's budget was used. */
  usedToday(side: Side): { readonly direction: Direction; readonly bytes: number };
}

/** What both accounts of a run have refused, before it and in it: kept, so that the next start does not have to learn it again. */
export class LearnedThrottles {
  readonly #parts: ThrottleParts;
  /** Whether a side still owes the proof that it goes on. */
  readonly #open: Record<Side, boolean>;

  constructor(parts: ThrottleParts) {
    this.#parts = parts;
    const isOpen = (side: Side): boolean => this.#refusals(side).some(({ wentOnAt }) => wentOnAt === null);
    this.#open = { source: isOpen('source'), destination: isOpen('destination') };
  }

  /** Whether a side has refused something, and given nothing since. */
  isOpen(side: Side): boolean {
    return this.#open[side];
  }

  /** Until when a side asked to be left alone; null when it may be asked now. Milliseconds since 1970. */
  restUntil(side: Side): number | null {
    return restUntil(this.#refusals(side), this.#parts.clock.now());
  }

  /** Until when a side asked for no new connection; null when one may be tried. Milliseconds since 1970. */
  connectUntil(side: Side): number | null {
    return connectUntil(this.#refusals(side), this.#parts.clock.now());
  }

  /** How often in a row a side asked for patience, or wanted no connection, already. */
  inARow(side: Side, kind: MailErrorFacts['kind']): number {
    const of = kind === 'too-many-connections' ? 'connections' : 'amount';
    return refusedInARow(this.#refusals(side), this.#parts.clock.now(), of);
  }

  /** How many connections a side is known to bear; null where it has refused none. */
  maxConnections(side: Side): number | null {
    return learnedConnections(this.#refusals(side), this.#parts.clock.now());
  }

  /**
   * A side asked for patience. What several lanes hear while it is left alone counts once.
   * @param until when it may be asked again
   */
  refused(facts: MailErrorFacts, until: number): void {
    const { side } = facts;
    if (side === undefined || !asksForPatience(facts)) return;
    const isAmount = facts.kind === 'throttled' && facts.retryAfterMs === undefined;
    if (!isAmount && until - this.#parts.clock.now() < WORTH_KEEPING_MS) return;
    if ((this.restUntil(side) ?? 0) >= Math.round(until)) return;
    this.#add(side, isAmount ? 'amount' : 'patience', { until, connections: 0 });
    this.#open[side] = true;
  }

  /** A side did not want one more connection. @param open those of ours that were open @param until when to try again */
  refusedConnection(side: Side, open: number, until: number): void {
    this.#add(side, 'connections', { until, connections: open });
    this.#open[side] = true;
  }

  /** A side gave or took a message. */
  wentOn(side: Side): void {
    if (!this.#open[side]) return;
    this.#open[side] = false;
    const { ledger, keys, clock } = this.#parts;
    ledger.wentOn(keys[side], Math.round(clock.now()));
  }

  #add(side: Side, kind: Refusal['kind'], { until, connections }: Pick<Refusal, 'until' | 'connections'>): void {
    const { ledger, clock, keys, usedToday } = this.#parts;
    const refusal = { kind, at: Math.round(clock.now()), ...usedToday(side), connections, wentOnAt: null };
    ledger.addRefusal(keys[side], { ...refusal, until: Math.round(until) });
  }

  #refusals(side: Side): readonly Refusal[] {
    return this.#parts.ledger.refusals(this.#parts.keys[side]);
  }
}

function asksForPatience({ kind }: MailErrorFacts): boolean {
  return kind === 'throttled' || kind === 'unavailable' || kind === 'limit';
}
