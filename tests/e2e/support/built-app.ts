import { inject } from 'vitest';
import type { AppCommand } from './open-homing.ts';
import { ownDisplay } from './own-display.ts';

/** The app as it was built for these tests. */
export function builtApp(): AppCommand {
  return { ...inject('app'), display: ownDisplay() };
}
