import type { Side } from '../../shared/model/problem.ts';

/** Which way bytes travel, as the account's provider counts them: `down` is read from the account, `up` is sent to it. */
export type Direction = 'down' | 'up';

/** Bytes that travelled, entered by the minute. */
export interface Traffic {
  /** See accountKey. */
  readonly account: string;
  readonly direction: Direction;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * What a server did not want to give or take, as something to learn from.
 *
 * - `amount`: it asked for patience and did not say how long, as those do that allow so much a day.
 * - `patience`: it said until when, or had no time just then.
 * - `connections`: it did not want one more.
 */
export interface Refusal {
  readonly kind: 'amount' | 'patience' | 'connections';
  /** Milliseconds since 1970, like the other moments here. */
  readonly at: number;
  readonly direction: Direction;
  /** What had travelled in that direction in the 24 hours before. */
  readonly bytes: number;
  /** Ours that were open then, the refused one not counted. */
  readonly connections: number;
  /** Not to be asked again before. */
  readonly until: number;
  /** When it gave or took a message again; null while it has not. */
  readonly wentOnAt: number | null;
}

/**
 * What is remembered of an account whatever move it belongs to: how much travelled, and what was learned of its limits. Providers count by
 * account, not by move. Synchronous, durable when a method returns. Methods throw a JournalError.
 */
export interface AccountLedger {
  /** All or none. */
  addTraffic(amounts: readonly Traffic[]): void;
  /** Bytes from a moment on, that moment included; and up to another, where one is given. */
  trafficSince(account: string, direction: Direction, since: number, until?: number): number;
  addRefusal(account: string, refusal: Refusal): void;
  /** The account went on: whatever it had refused before is over. */
  wentOn(account: string, at: number): void;
  /** Oldest first. */
  refusals(account: string): readonly Refusal[];
  /** Forgets what happened before a moment. */
  forgetBefore(moment: number): void;
  /** Forgets every other account. */
  keepOnly(accounts: readonly string[]): void;
}

/** The accounts of a move by side. */
export type AccountKeys = Readonly<Record<Side, string>>;
