import { count, mailboxName, moment, renameReason, role, shortText } from './fields.ts';
import { z } from './zod-without-eval.ts';

const amount = z.strictObject({ messages: count, bytes: count.nullable() });

/** What the person chose about folders; the whole of it travels each time. */
export const folderChoices = z.strictObject({
  preset: z.enum(['as-it-was', 'into-one']),
  /** For `into-one`: the mailbox that receives everything. */
  under: z.string().trim().max(200).nullable(),
  /** Only messages received since; milliseconds since 1970. */
  since: moment.nullable(),
  /** What becomes of Gmail's labels; see LabelStrategy. Means nothing elsewhere. */
  labels: z.enum(['folders', 'primary', 'archive']),
  spam: z.boolean(),
  trash: z.boolean(),
  /** By source mailbox: only what differs from the preset. */
  decisions: z.record(
    mailboxName,
    z.strictObject({
      include: z.boolean().optional(),
      destination: mailboxName.optional(),
      /** Put together with this other one; see MailboxDecision. */
      mergeInto: mailboxName.optional(),
    }),
  ),
});

export const nameProblem = z.enum([
  'empty',
  'reserved-characters',
  'reserved-name',
  'too-long',
  'too-deep',
  'taken',
  'cannot-hold',
]);

/** Why two folders stay two against the person's wish; see MergeProblem. */
export const mergeProblem = z.enum(['itself', 'missing', 'cannot-hold', 'merges-itself', 'labels', 'started']);

/** One old folder and where it goes. */
export const folderRow = z.strictObject({
  /** The key; `name` is what is shown. */
  source: mailboxName,
  name: shortText,
  /** Last part of the name, for an indented tree. */
  label: shortText,
  depth: z.number().int().min(0).max(100),
  role: role.nullable(),
  /** The old server did not open it when it was looked at: `messages` says nothing then. */
  unopened: z.boolean(),
  messages: count,
  bytes: count.nullable(),
  /** Full name at the destination, as it will be; the key and the editable value. */
  destination: mailboxName,
  destinationName: shortText,
  renamed: z.array(renameReason),
  exists: z.boolean(),
  include: z.boolean(),
  /** Why it stays behind, if it does. */
  leftOut: z
    .enum(['spam', 'trash', 'virtual', 'not-selectable', 'excluded', 'not-included', 'status-refused'])
    .nullable(),
  /** Copying into `destination` has begun: the name cannot change any more. */
  started: z.boolean(),
  /** What is wrong with the name the person chose; then another one is used. */
  nameProblem: nameProblem.nullable(),
  /** Where the name it would have is gone: the folder that has it and that this one can be put together with. By source. */
  takenBy: mailboxName.nullable(),
  /** Whether it can be put together with another at all: not what holds no messages, and no label of Gmail. */
  canMerge: z.boolean(),
  /** By source: the folder whose `destination` this is as well. Its messages come first there. */
  mergeInto: mailboxName.nullable(),
  /** Why it is not together with the one the person chose. */
  mergeProblem: mergeProblem.nullable(),
});

export const folderTable = z.strictObject({
  choices: folderChoices,
  /** Sorted as a tree. */
  rows: z.array(folderRow),
  totals: z.strictObject({ mailboxes: count, messages: count, bytes: count.nullable() }),
  room: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('unknown') }),
    z.strictObject({ kind: z.literal('fits'), freeBytes: count }),
    z.strictObject({ kind: z.literal('does-not-fit'), freeBytes: count, missingBytes: count }),
  ]),
  delimiter: z.string().max(1).nullable(),
  /** Gmail: what each strategy comes to. Null where mailboxes are read one by one. */
  labels: z
    .strictObject({
      /** Downloaded, each once; and what the labels show together. */
      messages: count,
      shown: count,
      results: z.strictObject({ folders: amount, primary: amount, archive: amount }),
    })
    .nullable(),
});

/** What the person chose about folders. */
export type FolderChoices = z.infer<typeof folderChoices>;
/** One old folder and where it goes. */
export type FolderRow = z.infer<typeof folderRow>;
/** The whole table. */
export type FolderTable = z.infer<typeof folderTable>;
/** What is wrong with a name. */
export type NameProblemView = z.infer<typeof nameProblem>;

export const defaultFolderChoices: FolderChoices = {
  preset: 'as-it-was',
  under: null,
  since: null,
  labels: 'folders',
  spam: false,
  trash: false,
  decisions: {},
};
