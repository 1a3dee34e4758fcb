import { z } from './zod-without-eval.ts';
import type { RequestName } from './channels.ts';
import { practiceState, type PracticeState } from './practice-state.ts';

/** What one request carries and what its answer may be. Both are checked in the main process. */
interface RequestShape {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** Everything the window may ask of the main process. A new line here needs one in channels.ts and a handler. */
export const requests = {
  appFacts: { input: z.undefined(), output: z.strictObject({ version: z.string(), electron: z.string() }) },
  /** The state now; changes follow on `practiceStateChanged`. */
  practiceState: { input: z.undefined(), output: practiceState },
  startPractice: { input: z.undefined(), output: z.void() },
  stopPractice: { input: z.undefined(), output: z.void() },
} as const satisfies Record<RequestName, RequestShape>;

/** What a request carries. */
export type Input<Name extends RequestName> = z.infer<(typeof requests)[Name]['input']>;
/** What a request is answered with. */
export type Output<Name extends RequestName> = z.infer<(typeof requests)[Name]['output']>;

/** The whole of what the preload script puts on `window`: requests that answer a {@link Result}, and one subscription. */
export interface HomingApi {
  appFacts(): Promise<unknown>;
  practiceState(): Promise<unknown>;
  startPractice(): Promise<unknown>;
  stopPractice(): Promise<unknown>;
  /** @returns a function that ends the subscription */
  onPracticeState(listener: (state: PracticeState) => void): () => void;
}
