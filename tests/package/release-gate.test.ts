import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { findElectronRuntime } from '../../scripts/setup/electron-runtime.mjs';
import { packedProblems } from '../../scripts/release/check-packed.mjs';

const fallback = 'It is packed with the fallback runtime, which is for tests only.';
const ofRuntime = findElectronRuntime()?.kind === 'fallback' ? [fallback] : [];
const problemsOf = (executable: string): Promise<readonly string[]> =>
  packedProblems(executable, join(dirname(executable), 'resources'));

test('the app as people get it may be published, but for the runtime of closed networks', async () => {
  expect(await problemsOf(inject('packages').release)).toEqual(ofRuntime);
});

test('the flavour that tests drive may not', async () => {
  const problems = await problemsOf(inject('packages').endToEnd);
  expect(problems).toHaveLength(ofRuntime.length + 1);
  expect(problems.at(-1)).toContain('EnableNodeCliInspectArguments');
});
