/**
 * Every channel between window and main process, by name. Free of zod, so that the preload script stays small;
 * what travels on them is in contract.ts.
 */
export const channels = {
  appFacts: 'app:facts',
  practiceState: 'practice:state',
  startPractice: 'practice:start',
  stopPractice: 'practice:stop',
} as const;

/** The one channel on which main speaks first: the practice move's state, after each change. */
export const practiceStateChanged = 'practice:state-changed';

/** The name of a request from the window. */
export type RequestName = keyof typeof channels;
