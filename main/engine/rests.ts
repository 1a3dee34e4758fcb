import type { Side } from '../../shared/model/problem.ts';
import { AskedToRest } from './asked-to-rest.ts';
import { asksForRest, isPlea } from './asks-for-rest.ts';
import { canHaveBeen } from './believable.ts';
import type { LearnedThrottles } from './learned-throttles.ts';
import { MailError, type MailErrorFacts } from './mail-error.ts';
import type { Pauses } from './pauses.ts';
import type { Clock } from './ports.ts';
import { pauseReason, restFor } from './retry.ts';
import type { MigrationSettings } from './settings.ts';
import { LOOK_MS } from './wait-until.ts';

/** A connection that would be idle for longer is closed: servers do that themselves soon after. */
export const KEPT_OPEN_MS = 120_000;
/** So often in a row a server may say when to come back, and then say it again, before the run stops. */
export const MOST_RESTS = 20;

/** What is asked of a server, from the lightest to the heaviest: who was refused a message and may look knows nothing yet. */
export type Weight = 'connect' | 'look' | 'list' | 'message';
const WEIGHTS: readonly Weight[] = ['connect', 'look', 'list', 'message'];

/** A rest that a server asked for, and whether it is known to be over. */
interface Rest {
  /** When it was asked for, and until when it lasts; milliseconds since 1970. */
  at: number;
  until: number;
  facts: Pick<MailErrorFacts, 'kind' | 'side' | 'serverText'>;
  /** What was refused; null once as much was given. */
  owed: Weight | null;
  /** Rests one after another in this run. */
  inVain: number;
}

interface SideState {
  /** Of everything, and of new connections only. */
  readonly all: Rest;
  readonly connects: Rest;
  /** What is tried first after a rest, until it has an answer. */
  trying: { readonly ended: Promise<void>; readonly end: () => void } | null;
  waiting: number;
  endPause: () => void;
}

/** What is asked of a server. */
interface Asking<Result> {
  readonly signal: AbortSignal;
  readonly command: () => Promise<Result>;
  /** Called before a rest is noted. */
  readonly onPlea?: () => void;
}

/** What rests are kept with. */
export interface RestsParts {
  readonly clock: Clock;
  readonly settings: Pick<MigrationSettings, 'limits' | 'retryMs' | 'attempts'>;
  readonly throttles: LearnedThrottles;
  readonly pauses: Pauses;
}

/**
 * The rests that the accounts of a run ask for. A rest belongs to a side: every lane keeps it, and after it one command goes alone until the
 * server has given as much as it had refused, so that a server that is still not ready says so once, not to each lane.
 */
export class Rests {
  readonly #parts: RestsParts;
  readonly #sides: Readonly<Record<Side, SideState>>;
  readonly #noted = new WeakSet<MailError>();

  constructor(parts: RestsParts) {
    this.#parts = parts;
    this.#sides = { source: this.#begin('source'), destination: this.#begin('destination') };
  }

  /** Until when a side is to be left alone, for connections as well; milliseconds since 1970, in the past when it may be asked. */
  until(side: Side, weight: Weight): number {
    const { all, connects } = this.#sides[side];
    const { throttles } = this.#parts;
    const kept = Math.max(this.#endOf(all), throttles.restUntil(side) ?? 0);
    return weight === 'connect' ? Math.max(kept, this.#endOf(connects), throttles.connectUntil(side) ?? 0) : kept;
  }

  /**
   * A server asked for a rest. Each error counts once, and what several lanes hear while it rests counts once, too.
   * @param weight what it refused
   * @returns when to ask again; milliseconds since 1970
   */
  note(error: MailError, weight: Weight = 'message'): number {
    const { clock, settings, throttles } = this.#parts;
    const { facts } = error;
    const { side } = facts;
    if (side === undefined || !asksForRest(facts)) return clock.now();
    const rest = this.#restOf(side, facts.kind);
    const lane = facts.kind === 'too-many-connections' ? 'connect' : 'message';
    const now = clock.now();
    const current = this.until(side, lane);
    if (this.#noted.has(error)) return Math.max(now, current);
    this.#noted.add(error);
    const isNew = current <= now;
    if (facts.learned === true) rest.inVain = 0;
    if (isNew) rest.inVain += 1;
    const inARow = Math.max(rest.inVain, throttles.inARow(side, facts.kind) + 1);
    const asked = isNew ? restFor(inARow, facts, settings, Math.random()) : (facts.retryAfterMs ?? 0);
    // Whole milliseconds, as it is kept: a wait must not end before what is kept of it.
    const until = Math.ceil(Math.max(current, now + asked));
    if (until > this.#endOf(rest)) Object.assign(rest, { at: now, until, facts });
    rest.owed = heavier(rest.owed, weight);
    if (facts.kind !== 'too-many-connections') throttles.refused(facts, until);
    return until;
  }

  /** Whether a server has asked again and again, and given nothing in between. */
  isInVain({ facts }: MailError): boolean {
    const { attempts } = this.#parts.settings;
    if (facts.side === undefined || !asksForRest(facts)) return false;
    const most = facts.retryAfterMs === undefined ? attempts : Math.max(attempts, MOST_RESTS);
    return this.#restOf(facts.side, facts.kind).inVain > most;
  }

  /** Whether a side's rest is short enough to keep a connection open over it. */
  isShort(side: Side): boolean {
    return this.until(side, 'look') - this.#parts.clock.now() <= KEPT_OPEN_MS;
  }

  /**
   * Waits until a side may be asked, and tells. Rejects with the signal's reason, or with AskedToRest when that takes longer than `most`
   * milliseconds; left out, it takes as long as it takes.
   */
  async keep(side: Side, weight: Weight, signal: AbortSignal, most = Number.POSITIVE_INFINITY): Promise<void> {
    const { clock } = this.#parts;
    const left = (): number => this.until(side, weight) - clock.now();
    if (left() <= 0) return;
    const end = left() > most ? null : this.#tellWait(side, weight);
    try {
      for (let ms = left(); ms > 0; ms = left()) {
        if (ms > most) throw new AskedToRest();
        await clock.sleep(Math.min(ms, LOOK_MS), signal);
      }
    } finally {
      end?.();
    }
  }

  /**
   * Asks something of a side as soon as it may be asked. Rejects as the command does, with the signal's reason, or with AskedToRest when
   * the side is to be left alone for longer than connections are kept open for.
   */
  async ask<Result>(side: Side, weight: Weight, { signal, command, onPlea }: Asking<Result>): Promise<Result> {
    const state = this.#sides[side];
    await this.keep(side, weight, signal, KEPT_OPEN_MS);
    while (this.#isOwed(side, weight) && state.trying) {
      await state.trying.ended;
      signal.throwIfAborted();
      await this.keep(side, weight, signal, KEPT_OPEN_MS);
    }
    const trying = this.#isOwed(side, weight) ? beginTry(state) : null;
    try {
      const result = await command();
      // Of messages, each that comes is told as it comes; an answer without any proves nothing.
      if (weight === 'connect' || weight === 'look') this.proved(side, weight);
      return result;
    } catch (error) {
      if (!isPlea(error)) throw error;
      const plea = error.facts.side === undefined ? new MailError({ ...error.facts, side }) : error;
      onPlea?.();
      // Before others are let in.
      this.note(plea, weight);
      throw plea;
    } finally {
      trying?.end();
    }
  }

  /** A side gave or took what it was asked for, or some of it. */
  proved(side: Side, weight: Weight): void {
    const { all, connects } = this.#sides[side];
    if (weight === 'message') this.#parts.throttles.wentOn(side);
    if (weight === 'connect') settle(connects);
    if (all.owed !== null && WEIGHTS.indexOf(weight) >= WEIGHTS.indexOf(all.owed)) settle(all);
    if (all.owed === null && connects.owed === null) this.#sides[side].trying?.end();
  }

  /** A clock that was set back since leaves nothing to go by. */
  #endOf({ at, until }: Rest): number {
    return canHaveBeen(at, this.#parts.clock.now()) ? until : 0;
  }

  #isOwed(side: Side, weight: Weight): boolean {
    const { all, connects } = this.#sides[side];
    return all.owed !== null || (weight === 'connect' && connects.owed !== null);
  }

  #restOf(side: Side, kind: MailErrorFacts['kind']): Rest {
    const { all, connects } = this.#sides[side];
    return kind === 'too-many-connections' ? connects : all;
  }

  /** Lanes that wait together are told of once. */
  #tellWait(side: Side, weight: Weight): () => void {
    const state = this.#sides[side];
    state.waiting += 1;
    if (state.waiting === 1) {
      const until = this.until(side, weight);
      const rest = state.connects.until === until ? state.connects : state.all;
      // Of what an earlier run was told, the words are not kept.
      const serverText = rest.until === until ? rest.facts.serverText : undefined;
      const facts = { side, ...(serverText !== undefined && { serverText }) };
      state.endPause = this.#parts.pauses.begin(pauseReason(rest.facts), facts, until);
    }
    return () => {
      state.waiting -= 1;
      if (state.waiting === 0) state.endPause();
    };
  }

  #begin(side: Side): SideState {
    const none = (owed: Weight | null): Rest => ({
      at: 0,
      until: 0,
      facts: { kind: 'throttled', side },
      owed,
      inVain: 0,
    });
    const all = none(this.#parts.throttles.isOpen(side) ? 'message' : null);
    return { all, connects: none(null), trying: null, waiting: 0, endPause: () => undefined };
  }
}

function beginTry(state: SideState): { readonly end: () => void } {
  let resolve = (): void => undefined;
  const ended = new Promise<void>((resolved) => {
    resolve = resolved;
  });
  const trying = {
    ended,
    end: () => {
      if (state.trying === trying) state.trying = null;
      resolve();
    },
  };
  state.trying = trying;
  return trying;
}

function settle(rest: Rest): void {
  rest.owed = null;
  rest.inVain = 0;
}

function heavier(one: Weight | null, other: Weight): Weight {
  return one === null || WEIGHTS.indexOf(other) > WEIGHTS.indexOf(one) ? other : one;
}
