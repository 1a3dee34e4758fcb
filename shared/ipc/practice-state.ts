import { z } from './zod-without-eval.ts';

const count = z.number().int().nonnegative();
/** Names come from servers: cleaned by sanitizeDisplay before they get here, hence short. */
const shortText = z.string().max(200);

const mailbox = z.strictObject({
  name: shortText,
  phase: z.enum(['waiting', 'indexing', 'comparing', 'copying', 'verifying', 'done']),
  done: count,
  verified: count,
  total: count,
});

const receiptMailbox = z.strictObject({
  from: shortText,
  to: shortText,
  messages: count,
  verified: count,
  exceptions: count,
});

const problem = z.strictObject({
  mailbox: shortText,
  subject: shortText.nullable(),
  outcome: z.enum(['failed', 'altered', 'not-yet']),
  serverText: shortText.nullable(),
});

/**
 * The practice move as the window shows it:
 * idle -> preparing -> moving -> finished | stopped | failed, from each of which it can start again.
 */
export const practiceState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('idle') }),
  z.strictObject({ phase: z.literal('preparing') }),
  z.strictObject({
    phase: z.literal('moving'),
    /** Where the play is: it stops itself in the middle, goes on, reads everything again, and looks once more. */
    stage: z.enum(['copying', 'stopped', 'resumed', 'verifying', 'once-more']),
    messages: z.strictObject({ done: count, total: count }),
    bytesDone: count,
    verified: count,
    mailboxes: z.array(mailbox),
  }),
  z.strictObject({
    phase: z.literal('finished'),
    messages: count,
    bytes: count,
    /** Seen again at the destination and compared. */
    verified: count,
    seconds: z.number().nonnegative(),
    /** Found by looking into both servers' stores, past everything that took part in the move. */
    comparison: z.strictObject({ messages: count, equal: count, extra: count }),
    mailboxes: z.array(receiptMailbox),
    exceptions: z.array(problem),
  }),
  z.strictObject({ phase: z.literal('stopped') }),
  z.strictObject({ phase: z.literal('failed') }),
]);

/** The practice move as the window shows it. */
export type PracticeState = z.infer<typeof practiceState>;
/** The stage of a running move. */
export type PracticeStage = Extract<PracticeState, { phase: 'moving' }>['stage'];
/** One state of it. */
export type PracticeStateOf<Phase extends PracticeState['phase']> = Extract<PracticeState, { phase: Phase }>;
