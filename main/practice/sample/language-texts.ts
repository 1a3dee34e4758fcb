/** A filled list. */
export type Some<T> = readonly [T, ...T[]];

/** Enough words of one language to write letters with. */
export interface LanguageTexts {
  readonly language: string;
  /** Who writes: an office or a shop, never a person; name and the part before the `@`. */
  readonly senders: Some<readonly [name: string, local: string]>;
  readonly subjects: Some<string>;
  readonly greeting: string;
  readonly sentences: Some<string>;
  readonly closing: string;
}
