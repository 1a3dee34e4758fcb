import { z } from './zod-without-eval.ts';

/** The steps of the wizard, in their order. */
export const wizardSteps = [
  'old-mailbox',
  'new-mailbox',
  'checks',
  'folders',
  'estimate',
  'copying',
  'verification',
  'after',
] as const;

export const wizardStep = z.enum(wizardSteps);

/** A step of the wizard. */
export type WizardStep = z.infer<typeof wizardStep>;
