import { count, moment, moveId, shortText } from './fields.ts';
import { problemKind } from './problem-view.ts';
import { appSettings } from './settings.ts';
import { wizardStep } from './wizard-step.ts';
import { z } from './zod-without-eval.ts';

/** Where a move stands, in one word with its facts: the chip of the home screen. */
export const moveChip = z.discriminatedUnion('kind', [
  /** The wizard has not been walked through yet. */
  z.strictObject({ kind: z.literal('draft') }),
  z.strictObject({ kind: z.literal('scheduled'), at: moment }),
  z.strictObject({ kind: z.literal('copying'), done: count, total: count }),
  z.strictObject({ kind: z.literal('verifying'), done: count, total: count }),
  z.strictObject({ kind: z.literal('paused'), done: count, total: count }),
  /** Goes on by itself: no network, a server broke off or asks for patience, the day's amount is used up. */
  z.strictObject({
    kind: z.literal('waiting'),
    reason: z.enum(['offline', 'interrupted', 'throttled', 'daily-limit', 'in-use', 'battery']),
    until: moment.nullable(),
  }),
  z.strictObject({ kind: z.literal('needs-you'), problem: problemKind }),
  /** `incomplete`: folders of which something is missing that no single message tells. */
  z.strictObject({
    kind: z.literal('finished'),
    messages: count,
    exceptions: count,
    incomplete: count,
    verified: z.boolean(),
  }),
]);

/** One line of the home screen. */
export const moveSummary = z.strictObject({
  id: moveId,
  /** Addresses as typed; null until they are. */
  from: shortText.nullable(),
  to: shortText.nullable(),
  step: wizardStep,
  createdAt: moment,
  chip: moveChip,
});

/** What the whole window knows: pushed after each change. */
export const appState = z.strictObject({
  settings: appSettings,
  /** The system's, for `settings.language` = system. */
  systemLanguage: z.string().max(35),
  /** Newest first. */
  moves: z.array(moveSummary),
  keychain: z.strictObject({
    kind: z.enum(['system', 'this-session']),
    why: z.enum(['no-service', 'locked', 'failed']).nullable(),
  }),
  /** Where the window was when it was last open. */
  place: z.strictObject({ move: moveId.nullable() }),
  /** Trouble with the app's own list of moves at start; the moves listed are those of the snapshot, if any. */
  trouble: z.strictObject({ kind: z.enum(['restored', 'started-again']), snapshotAt: moment.nullable() }).nullable(),
  /** Day the bundled directory of providers was made, YYYY-MM-DD. */
  directoryDate: z.string().max(10),
});

export type MoveChip = z.infer<typeof moveChip>;
/** One line of the home screen. */
export type MoveSummary = z.infer<typeof moveSummary>;
/** What the whole window knows. */
export type AppState = z.infer<typeof appState>;
