import { expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/accessibility.ts';
import { openWindow } from './support/open-window.ts';
import { sampleMoveBetween } from './support/samples.ts';

test('a step says where it is', async () => {
  const { page, shot } = await openWindow({
    moves: [sampleMoveBetween({ step: 'checks' })],
    answers: { runChecks: undefined },
  });
  await shot('frame');
  expect(await page.locator('h1').count()).toBe(1);
  await expectNoAxeViolations(page, '.header');
});
