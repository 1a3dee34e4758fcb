import { accountView, signInStage } from './account-view.ts';
import { checksView } from './checks-view.ts';
import { folderChoices } from './folders-view.ts';
import { runOptions } from './estimate-view.ts';
import { count, moment, moveId, side } from './fields.ts';
import { runView } from './run-view.ts';
import { wizardStep } from './wizard-step.ts';
import { z } from './zod-without-eval.ts';

/** What can be ticked off after the move. Texts: `after.<id>.*`. */
export const afterItem = z.enum([
  'forwarding',
  'own-domain',
  'auto-reply',
  'services',
  'recovery-address',
  'contacts',
  'devices',
  'consent',
  'keep-old',
]);

/** One move with all the wizard shows, but for tables, which are asked for. */
export const moveView = z.strictObject({
  id: moveId,
  createdAt: moment,
  step: wizardStep,
  /** The furthest step that may be opened. */
  reached: wizardStep,
  source: accountView.nullable(),
  destination: accountView.nullable(),
  /** A sign-in under way. */
  signIn: z.strictObject({ side, stage: signInStage }).nullable(),
  checks: checksView,
  choices: folderChoices,
  options: runOptions,
  run: runView,
  after: z.strictObject({
    ticks: z.array(afterItem),
    /** Last time new mail was looked for, and how much there was. */
    lastLook: z.strictObject({ at: moment, copied: count }).nullable(),
  }),
});

/** What can be ticked off after the move. */
export type AfterItem = z.infer<typeof afterItem>;
/** One move with all the wizard shows. */
export type MoveView = z.infer<typeof moveView>;
