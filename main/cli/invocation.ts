import type { Secret } from '../../shared/model/account.ts';
import type { RawOptions } from './options.ts';

/** What a command gets: everything the person said, and nothing else. */
export interface Invocation {
  readonly options: RawOptions;
  /** The file behind `batch`; null for every other command. */
  readonly list: string | null;
  /** Secrets already taken out of the environment. */
  readonly secrets: { readonly FROM: Secret | null; readonly TO: Secret | null };
}
