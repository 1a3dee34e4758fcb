import type { AccountAddress, Secret } from '../../../shared/model/account.ts';
import type { RawOptions } from '../options.ts';
import type { Ends } from '../settings.ts';

/** One line of a list: one move, checked and ready to start. */
export interface BatchRow {
  /** Of the list, counted from 1. */
  readonly line: number;
  /** What people call it; no other line has it. */
  readonly name: string;
  /** What its journal and its receipt are called, without an ending. */
  readonly file: string;
  readonly ends: Ends;
  /** What was said for all lines, and over it what this line says; with `from` and `to`. */
  readonly options: RawOptions;
  /** Null for an account that `homing sign-in` has a permission for. */
  readonly secrets: { readonly FROM: Secret | null; readonly TO: Secret | null };
}

/** Something wrong in a list. Never repeats what may be a secret. */
export interface ListProblem {
  readonly line: number;
  readonly text: string;
}

/** An account in words: `me@example.org at imap.example.org` without the part that says nothing. */
export function accountText({ user, host }: AccountAddress): string {
  return user.includes('@') ? user : `${user}@${host}`;
}
