import { z } from 'zod';

const count = z.number().int().nonnegative();
/** Names come from servers: cleaned by sanitizeDisplay before they get here, hence short. */
const shortText = z.string().max(200);

const mailbox = z.strictObject({
  name: shortText,
  phase: z.enum(['waiting', 'indexing', 'comparing', 'copying', 'verifying', 'done']),
  done: count,
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
  outcome: z.enum(['failed', 'altered']),
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
    /** Whether it has stopped itself in the middle and goes on from the journal. */
    resumed: z.boolean(),
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
    mailboxes: z.array(receiptMailbox),
    exceptions: z.array(problem),
  }),
  z.strictObject({ phase: z.literal('stopped') }),
  z.strictObject({ phase: z.literal('failed') }),
]);

/** The practice move as the window shows it. */
export type PracticeState = z.infer<typeof practiceState>;
/** One state of it. */
export type PracticeStateOf<Phase extends PracticeState['phase']> = Extract<PracticeState, { phase: Phase }>;
