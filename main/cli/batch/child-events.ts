import { z } from 'zod';
import { shortfallReasons } from '../../../shared/model/shortfall.ts';

const amount = z.object({ done: z.number(), total: z.number().nullable() });

const shortfall = z.object({
  mailbox: z.string(),
  reason: z.enum(shortfallReasons),
  messages: z.number().nullable(),
  side: z.enum(['source', 'destination']).nullable(),
  serverText: z.string().nullable(),
});

/** What a move tells of itself, as far as a batch makes use of it. */
const schema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('progress'),
    stage: z.string(),
    messages: amount,
    bytes: amount,
    pause: z.string().nullable(),
    rate: z.object({ bytesPerSecond: z.number() }).nullable(),
    timeLeft: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('too-early') }),
      z.object({ kind: z.literal('waiting'), since: z.number() }),
      z.object({
        kind: z.literal('range'),
        fromSeconds: z.number(),
        toSeconds: z.number(),
        slower: z.boolean(),
      }),
    ]),
  }),
  z.object({ event: z.literal('paused'), reason: z.string(), until: z.number().nullable() }),
  z.object({
    event: z.literal('plan'),
    toCopy: z.object({ messages: z.number(), bytes: z.number() }).optional(),
    tooBig: z.array(z.unknown()).optional(),
    mailboxes: z.array(z.object({ unopened: z.boolean().optional() })).default([]),
    quota: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('unknown') }),
      z.object({ kind: z.literal('fits'), freeBytes: z.number() }),
      z.object({ kind: z.literal('does-not-fit'), freeBytes: z.number() }),
    ]),
  }),
  z.object({
    event: z.literal('problem'),
    kind: z.string(),
    // Of one message, it has neither a side nor an end.
    side: z.enum(['source', 'destination']).nullable().optional(),
    message: z.string().optional(),
    next: z.string().optional(),
    exitCode: z.number().optional(),
  }),
  z.object({
    event: z.literal('done'),
    copied: z.number(),
    alreadyThere: z.number(),
    skipped: z.number(),
    failed: z.number(),
    altered: z.number().optional(),
    waiting: z.number().optional(),
    bytes: z.number(),
    seconds: z.number(),
    copiedNow: z.number().optional(),
    shortfalls: z.array(shortfall).default([]),
  }),
]);

/** One line of a move's `--json`. */
export type ChildEvent = z.infer<typeof schema>;
/** The last one. */
export type DoneEvent = Extract<ChildEvent, { event: 'done' }>;
/** What would be moved, and whether there is room. */
export type PlanEvent = Extract<ChildEvent, { event: 'plan' }>;
/** How far a move is. */
export type ProgressEvent = Extract<ChildEvent, { event: 'progress' }>;
/** What ended a move. */
export type ProblemEvent = Extract<ChildEvent, { event: 'problem' }>;

/** @returns the object of a line, null for a line that is none */
export function readLine(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** @returns null for what a batch has no use for */
export function knownEvent(value: Readonly<Record<string, unknown>>): ChildEvent | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
