import { count, mailboxName, moment, moveId, shortText, side } from './fields.ts';
import { problemView } from './problem-view.ts';
import { z } from './zod-without-eval.ts';

const messagesAndBytes = z.strictObject({
  messages: z.strictObject({ done: count, total: count }),
  bytes: z.strictObject({ done: count, total: count.nullable() }),
});

/** As engine's Progress, without the rows. */
export const progressView = messagesAndBytes.extend({
  stage: z.enum(['inspecting', 'indexing', 'comparing', 'copying', 'verifying', 'done']),
  skipped: count,
  failed: count,
  /** Folders that rest until the next run, since a server did not let them be copied to their end. */
  givenUp: count,
  verified: count,
  /** The look at what arrived that is under way, or was last: every message looked up, or whole messages compared. */
  check: z.strictObject({ what: z.enum(['identified', 'compared']), done: count, total: count }).nullable(),
  mailboxes: z.strictObject({ done: count, total: count }),
  rate: z.strictObject({ messagesPerSecond: z.number(), bytesPerSecond: z.number() }).nullable(),
  timeLeft: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('too-early') }),
    z.strictObject({ kind: z.literal('waiting'), since: moment }),
    z.strictObject({
      kind: z.literal('range'),
      fromSeconds: z.number().nonnegative(),
      toSeconds: z.number().nonnegative(),
      slower: z.boolean(),
    }),
  ]),
  /** Messages found in doubt after an interruption and checked again. */
  checkedAgain: count,
  /** Worked on now, and finished last; names to show. */
  current: z.array(shortText),
  recent: z.array(shortText),
});

/** Why nothing moves at the moment although nobody asked for it: it goes on by itself. */
export const waitView = z.strictObject({
  reason: z.enum(['offline', 'interrupted', 'throttled', 'daily-limit', 'in-use', 'battery']),
  side: side.nullable(),
  since: moment,
  /** Next attempt, if known. */
  until: moment.nullable(),
  serverText: shortText.nullable(),
});

/** What is under way, or was last. */
export const moveJob = z.enum(['copy', 'verify-quick', 'verify-sample', 'verify-deep']);
/** How deep a verification went. */
export const moveVerified = z.enum(['none', 'quick', 'sample', 'deep']);
/** Messages compared byte for byte, and of how many. */
export const comparedBodies = z.strictObject({ bodies: count, of: count });
/** Messages a sample compares; all, where there are fewer. */
export const sampleBodies = z.number().int().min(1).max(1_000_000_000);
/** How deep a verification is to go: every message looked up, some of them compared byte for byte, or all. */
export const verifyDepth = z.union([
  z.enum(['quick', 'deep']),
  z.strictObject({ kind: z.literal('sample'), bodies: sampleBodies }),
]);

/** The copy, and the verification after it. */
export const runView = z.strictObject({
  phase: z.enum(['not-started', 'scheduled', 'running', 'stopping', 'paused', 'waiting', 'needs-you', 'finished']),
  /** What is under way, or was last. */
  job: moveJob,
  /** Messages that a verification by sample compares, as last asked for; null before. */
  sampleSize: sampleBodies.nullable(),
  startAt: moment.nullable(),
  progress: progressView.nullable(),
  wait: waitView.nullable(),
  /** For `needs-you`. */
  problem: problemView.nullable(),
  /** Where the last days' mail goes first: how far that is, or since when it is there. Null once everything is copied. */
  recent: z
    .discriminatedUnion('kind', [
      /** `isCounted`: false while some mailboxes may have more. */
      z.strictObject({ kind: z.literal('copying'), done: count, total: count, isCounted: z.boolean() }),
      z.strictObject({ kind: z.literal('there'), at: moment }),
    ])
    .nullable(),
  /** This process found the move begun by an earlier one. */
  continuedAfterRestart: z.boolean(),
  /** Last sleep of the computer while it ran. */
  slept: z.strictObject({ from: moment, to: moment }).nullable(),
  /** Bytes per second over time, oldest first; at most 120 points, `everySeconds` apart. */
  throughput: z.strictObject({
    everySeconds: z.number().positive(),
    points: z.array(z.number().nonnegative()).max(120),
  }),
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  /** Folders that the last finished run left incomplete, see the receipt. */
  incomplete: count,
  /** Messages that it found twice in the new mailbox; left out for none. */
  doubled: count.optional(),
  /** Of the last finished verification, and how many messages it compared byte for byte, of how many that had arrived; null for none. */
  verified: moveVerified,
  compared: comparedBodies.nullable(),
});

/** One mailbox of the copy's table. */
export const mailboxRow = z.strictObject({
  index: count,
  source: mailboxName,
  from: shortText,
  to: shortText,
  phase: z.enum(['waiting', 'indexing', 'comparing', 'copying', 'verifying', 'done']),
  total: count,
  done: count,
  totalBytes: count.nullable(),
  doneBytes: count,
  skipped: count,
  failed: count,
  /** It rests until the next run: it is done with, but not done. */
  isGivenUp: z.boolean(),
  verified: count,
});

/** Rows that changed; all of them in the answer to a request. */
export const mailboxRows = z.strictObject({ move: moveId, total: count, rows: z.array(mailboxRow) });

/** The copy's numbers. */
export type ProgressView = z.infer<typeof progressView>;
/** The copy, and the verification after it. */
export type RunView = z.infer<typeof runView>;
/** Why nothing moves at the moment. */
export type WaitView = z.infer<typeof waitView>;
/** One mailbox of the copy's table. */
export type MailboxRow = z.infer<typeof mailboxRow>;
/** Rows that changed. */
export type MailboxRows = z.infer<typeof mailboxRows>;
