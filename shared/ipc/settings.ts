import { z } from './zod-without-eval.ts';

/** What a person can set for the whole app. */
export const appSettings = z.strictObject({
  language: z.enum(['system', 'en', 'fr']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Keep the computer awake while copying and on mains. */
  keepAwake: z.boolean(),
  /** What closing the window means while a move is under way. */
  onClose: z.enum(['ask', 'keep-running', 'quit']),
  onBattery: z.enum(['continue', 'pause']),
  notifications: z.boolean(),
});

/** What a person can set for the whole app. */
export type AppSettings = z.infer<typeof appSettings>;

export const defaultAppSettings: AppSettings = {
  language: 'system',
  theme: 'system',
  keepAwake: true,
  onClose: 'ask',
  onBattery: 'continue',
  notifications: true,
};
