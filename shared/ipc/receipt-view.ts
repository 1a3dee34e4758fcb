import { messageFlaws } from '../model/problem.ts';
import { shortfallReasons } from '../model/shortfall.ts';
import { count, mailboxName, moment, renameReason, shortText, side } from './fields.ts';
import { z } from './zod-without-eval.ts';

const totals = {
  messages: count,
  bytes: count,
  copied: count,
  alreadyThere: count,
  verified: count,
  /** Of verified: read whole at the new server and compared byte for byte; of those: chosen at random. */
  compared: count,
  comparedAtRandom: count,
  altered: count,
  failed: count,
  skipped: count,
  waiting: count,
};

/** What about a message makes servers refuse it; see MessageFlaw. */
export const messageFlaw = z.enum(messageFlaws);
/** What is done with refused messages; see Treatment. */
export const treatment = z.enum(['leave', 'repair', 'wrap']);
/** By flaw; what is not named stays behind. */
export const treatments = z.partialRecord(messageFlaw, treatment);

/** One message that is not at the destination exactly as it was. */
export const receiptException = z.strictObject({
  source: mailboxName,
  /** Path to show. */
  mailbox: shortText,
  uid: count,
  bytes: count,
  internalDate: shortText,
  outcome: z.enum(['failed', 'altered', 'not-yet']),
  /** See MessageProblem: kind, what differs, the server's words, and header lines to recognise it by. */
  kind: shortText,
  /** Which server is at fault, where that is known. */
  side: side.nullable(),
  differs: z.array(z.enum(['content', 'size', 'date', 'flags'])),
  /** Of a refused one: what is wrong with it. */
  flaw: messageFlaw.nullable(),
  /** Of one that arrived in another form, because it was refused as it is. */
  treatment: z.enum(['repair', 'wrap']).nullable(),
  /** Set where the connection breaks before a message of its size gets through. */
  large: z.boolean().optional(),
  serverText: shortText.nullable(),
  date: shortText.nullable(),
  from: shortText.nullable(),
  subject: shortText.nullable(),
});

/** A folder of which something is missing that no single message tells; see Shortfall. */
export const receiptShortfall = z.strictObject({
  /** Path to show. */
  mailbox: shortText,
  reason: z.enum(shortfallReasons),
  messages: count.nullable(),
  side: side.nullable(),
  serverText: shortText.nullable(),
});

/** What came into a folder of the new mailbox meanwhile; see Newcomers. */
export const receiptNewcomers = z.strictObject({
  /** Path to show. */
  mailbox: shortText,
  messages: count,
  doubled: count,
  isCounted: z.boolean(),
});

const shortfallSum = z.strictObject({ mailboxes: count, messages: count, isCounted: z.boolean() });

/** The receipt for the window. */
export const receiptView = z.strictObject({
  createdAt: moment,
  from: z.strictObject({ user: shortText, host: shortText }),
  to: z.strictObject({ user: shortText, host: shortText }),
  totals: z.strictObject(totals),
  mailboxes: z.array(
    z.strictObject({
      ...totals,
      source: mailboxName,
      /** Paths to show, without prefix and delimiter of the server. */
      from: shortText,
      to: shortText,
      renamed: z.array(renameReason),
      /** Something of it is missing that no single message tells. */
      isIncomplete: z.boolean(),
      droppedKeywords: count,
    }),
  ),
  leftOut: z.array(z.strictObject({ name: shortText, reason: shortText, messages: count })),
  skippedBy: z.strictObject({
    'before-since': count,
    'after-until': count,
    'over-max-size': count,
    'gone-at-source': count,
  }),
  /** The first 500. */
  exceptions: z.array(receiptException).max(500),
  exceptionCount: count,
  /** The first 500. */
  shortfalls: z.array(receiptShortfall).max(500),
  /** What all shortfalls come to; see ShortfallTally. */
  tally: z.strictObject({ missing: shortfallSum, toCome: shortfallSum, countedTwice: count }),
  /** The first 500, those with doubled messages before the others; left out where nothing came. */
  newcomers: z.array(receiptNewcomers).max(500).optional(),
  /** What the person chose for refused messages; the next run carries it out. */
  treatments,
});

/** The receipt for the window. */
export type ReceiptView = z.infer<typeof receiptView>;
/** What came into a folder of the new mailbox meanwhile. */
export type ReceiptNewcomersView = z.infer<typeof receiptNewcomers>;
/** One message that is not at the destination exactly as it was. */
export type ReceiptExceptionView = z.infer<typeof receiptException>;
/** A folder of which something is missing that no single message tells. */
export type ReceiptShortfallView = z.infer<typeof receiptShortfall>;
