import { inject } from 'vitest';
import { startable } from '../../scripts/setup/app-folder.mjs';
import type { AppCommand } from '../e2e/support/open-homing.ts';
import { testKill } from '../e2e/support/test-kill.ts';
import { testPracticeMove } from '../e2e/support/test-practice-move.ts';
import { testWholeMove } from '../e2e/support/test-whole-move.ts';

/** The app as people get it, but for the door through which the tests drive it. */
function packagedApp(): AppCommand {
  return { executable: startable(inject('packages').endToEnd), args: [], display: inject('display'), isSealed: true };
}

testPracticeMove(packagedApp);
testWholeMove(packagedApp);
testKill(packagedApp);
