import { count, moment, shortText, side } from './fields.ts';
import { z } from './zod-without-eval.ts';

const speed = z.strictObject({ messages: count, bytes: count, seconds: z.number().nonnegative() });

/** Mail of so many days counts as recent. */
export const recentDays = 90;

const seconds = z.number().nonnegative();

/** How long it will take, and what that is based on. */
export const estimateView = z.strictObject({
  estimate: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('unknown') }),
    z.strictObject({
      kind: z.literal('range'),
      fromSeconds: z.number().nonnegative(),
      toSeconds: z.number().nonnegative(),
      boundBy: z.enum(['speed', 'download-limit', 'upload-limit']),
    }),
  ]),
  messages: count,
  bytes: count.nullable(),
  /** Of the sample messages; null when not measured. */
  down: speed.nullable(),
  up: speed.nullable(),
  limits: z.array(
    z.strictObject({
      side,
      provider: shortText,
      bytesPerDay: count,
      source: shortText,
      confirmed: z.boolean(),
    }),
  ),
  /** Of the last days' mail, where it goes first; null where it is not known how much that is. */
  recent: z
    .strictObject({
      messages: count,
      bytes: count.nullable(),
      /** Whether it is all: some mailboxes may not have been asked about. */
      isComplete: z.boolean(),
      /** When it is there, after the start; null when not known. */
      usableAfter: z.strictObject({ fromSeconds: seconds, toSeconds: seconds }).nullable(),
    })
    .nullable(),
});

/** How and when the copy runs. */
export const runOptions = z.strictObject({
  /** Hours a day this computer is on, for the estimate. */
  hoursPerDay: z.number().min(1).max(24),
  /** Null: as fast as the servers let us. */
  bytesPerSecond: z.number().int().min(1024).nullable(),
  /** Null: at once. */
  startAt: moment.nullable(),
  /** The mail of the last days is copied first, see recentDays. */
  recentFirst: z.boolean().default(false),
});

/** How long it will take. */
export type EstimateView = z.infer<typeof estimateView>;
/** How and when the copy runs. */
export type RunOptions = z.infer<typeof runOptions>;

export const defaultRunOptions: RunOptions = {
  hoursPerDay: 24,
  bytesPerSecond: null,
  startAt: null,
  recentFirst: false,
};
