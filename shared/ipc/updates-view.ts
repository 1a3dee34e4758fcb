import { count, moment, shortText } from './fields.ts';
import { z } from './zod-without-eval.ts';

const version = z.string().max(40);

/** A newer version that may be fetched. */
const offer = z.strictObject({
  version,
  /** Plain lines; nothing in them is a link. */
  notes: z.array(shortText).max(12),
  /** Bytes to fetch. */
  size: count,
});

/** Why this build never looks for new versions. */
export const updatesOffWhy = z.enum([
  /** It runs from its source. */
  'source',
  /** Nobody said where its new versions are. */
  'not-set-up',
  /** Nothing in it could tell a genuine new version from a false one. */
  'unsigned',
  /** The system's package manager has it in its care. */
  'package-manager',
  /** A folder that was unpacked somewhere: there is nothing that could be replaced as a whole. */
  'folder',
]);

/** What went wrong. In each case nothing was installed and nothing fetched is kept. */
export const updateFault = z.enum([
  /** The server cannot be reached, or fell silent. */
  'offline',
  /** It answers, but not with what belongs there. */
  'server',
  /** What arrived is not what was announced, byte for byte. */
  'damaged',
  /** The authors' signature is missing, is of somebody else, or is of something else. */
  'not-signed',
  /** No room on the disk. */
  'no-room',
  /** The system did not let it be installed. */
  'install',
]);

/** Where looking for a new version stands; see main/updates/update-state.ts for what follows what. */
export const updateState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off'), why: updatesOffWhy }),
  z.strictObject({ kind: z.literal('idle') }),
  z.strictObject({ kind: z.literal('looking') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('offered'), offer }),
  z.strictObject({ kind: z.literal('fetching'), offer, percent: z.number().min(0).max(100) }),
  z.strictObject({ kind: z.literal('ready'), offer }),
  /** Will be installed when nothing is being copied any more. */
  z.strictObject({ kind: z.literal('waiting'), offer }),
  z.strictObject({ kind: z.literal('installing'), offer }),
  z.strictObject({ kind: z.literal('failed'), fault: updateFault }),
]);

/** What the window shows of new versions. */
export const updatesView = z.strictObject({
  state: updateState,
  /** The version that runs. */
  running: version,
  /** Who is asked; null where nobody is. */
  host: shortText.nullable(),
  /** Whether it is asked once a week without being told to. */
  weekly: z.boolean(),
  /** When it was last asked. */
  lookedAt: moment.nullable(),
  /** The person does not want to hear of this version on the first screen. */
  isDismissed: z.boolean(),
});

export type UpdateOffer = z.infer<typeof offer>;
export type UpdatesOffWhy = z.infer<typeof updatesOffWhy>;
export type UpdateFault = z.infer<typeof updateFault>;
/** Where looking for a new version stands. */
export type UpdateState = z.infer<typeof updateState>;
/** What the window shows of new versions. */
export type UpdatesView = z.infer<typeof updatesView>;
