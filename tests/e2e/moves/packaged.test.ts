import { beforeAll, inject } from 'vitest';
import { packageApp } from '../../../scripts/package.mjs';
import { startable } from '../../../scripts/setup/app-folder.mjs';
import type { AppCommand } from '../support/open-homing.ts';
import { testKill } from '../support/test-kill.ts';
import { testPracticeMove } from '../support/test-practice-move.ts';
import { testWholeMove } from '../support/test-whole-move.ts';

let packaged: AppCommand | null = null;

beforeAll(async () => {
  const executable = await packageApp();
  packaged = { executable: startable(executable), args: [], display: inject('display') };
}, 300_000);

/** The app as people get it. */
function packagedApp(): AppCommand {
  if (!packaged) throw new Error('It is packed before the first test.');
  return packaged;
}

testPracticeMove(packagedApp);
testWholeMove(packagedApp);
testKill(packagedApp);
