import { moment, shortText } from './fields.ts';
import { problemView } from './problem-view.ts';
import { z } from './zod-without-eval.ts';

/** Everything that is looked at before a move. Texts: `check.<id>.<verdict>`, filled with the line's values. */
export const checkId = z.enum([
  /** values: ms, host */
  'source-reachable',
  'destination-reachable',
  /** values: source, destination (protocols) */
  'encrypted',
  /** pass: both different. fail: the same account on both sides. */
  'different-accounts',
  /**
   * values: receiver (see receiverView), domain, name, host. warn: a giant receives the new address's mail. open: nobody could
   * be asked.
   */
  'independent',
  /** values: mailboxes, messages, bytes (null: not told). warn: some could not be counted, see items. */
  'counted',
  /** values: freeBytes, missingBytes, limitBytes. warn: not told. fail: does not fit. */
  'room',
  /**
   * values: limitBytes, count; limitProvider and limitSource where the server did not tell the limit, but its provider is known for it.
   * items: mailbox, bytes, date.
   */
  'too-large',
  /** values: count. items: from, to, reasons (comma-separated rename reasons). */
  'names',
  /** values: messages. warn: the new mailbox is not empty; we add, we do not replace. */
  'destination-empty',
  /** values: limit, mailboxes: the provider may allow only so many folders. */
  'mailbox-limit',
  /** values: shown, all: a provider may be hiding mail from mail programs. */
  'hidden-mail',
  /** A mailbox made, filled with samples and removed again, after asking. open: not asked yet. items: name left behind. */
  'write-test',
]);

export const checkLine = z.strictObject({
  id: checkId,
  verdict: z.enum(['open', 'running', 'pass', 'warn', 'fail']),
  values: z.record(z.string().max(40), z.union([z.number(), shortText, z.null()])),
  /** At most 200. */
  items: z.array(z.record(z.string().max(40), z.union([z.number(), shortText, z.null()]))).max(200),
  /** "I understand", per warning. */
  acknowledged: z.boolean(),
  /** Why it failed, where a server or the way to it is the reason. */
  problem: problemView.nullable(),
});

export const checksView = z.strictObject({
  state: z.enum(['not-run', 'running', 'done']),
  at: moment.nullable(),
  lines: z.array(checkLine),
  /** Nothing failed, and every warning was understood. */
  mayGoOn: z.boolean(),
});

/** Something looked at before a move. */
export type CheckId = z.infer<typeof checkId>;
/** What one look found. */
export type CheckLine = z.infer<typeof checkLine>;
/** All of them. */
export type ChecksView = z.infer<typeof checksView>;
