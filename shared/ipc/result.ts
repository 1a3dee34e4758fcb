import { z } from './zod-without-eval.ts';

/** Why a request was turned away. Codes only: texts are made by the reader, and no stack leaves the main process. */
const refusal = z.enum(['not-our-window', 'bad-request', 'failed']);

/** What every request from the window is answered with. */
export const anyResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: refusal }),
]);

/** Why a request was turned away. */
export type Refusal = z.infer<typeof refusal>;

/** Answer to a request: the value, or a code that says why there is none. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: Refusal };
