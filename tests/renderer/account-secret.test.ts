import { expect, test } from 'vitest';
import type { OpenWindow } from './support/open-window.ts';
import { mainButton, openAccountStep, secretField } from './support/account-window.ts';

const secret = 'abcdefghijklmnop';

/** Whether a text is anywhere in the page: its elements, and everything React holds, of this drawing and the one before. */
function isInPage(page: OpenWindow['page'], text: string): Promise<boolean> {
  return page.evaluate((needle) => {
    const root = document.getElementById('root');
    const key = Object.keys(root ?? {}).find((name) => name.startsWith('__reactContainer$'));
    if (!root || key === undefined) throw new Error('React is not where it was');
    const inputs = [...document.querySelectorAll('input')].map(({ value }) => value);
    if (document.documentElement.outerHTML.includes(needle) || inputs.some((value) => value.includes(needle)))
      return true;
    const seen = new Set<unknown>();
    const open: unknown[] = [(root as unknown as Record<string, unknown>)[key]];
    while (open.length > 0) {
      const value = open.pop();
      if (typeof value === 'string' && value.includes(needle)) return true;
      if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) continue;
      seen.add(value);
      if (value === window) continue;
      if (value instanceof Map || value instanceof Set) open.push(...value.keys(), ...value.values());
      // Getters of the browser's objects may throw.
      for (const property of Object.values(Object.getOwnPropertyDescriptors(value))) open.push(property.value);
    }
    return false;
  }, text);
}

test('the password is nowhere in the page after it did its work', async () => {
  const { page, typeAddress, nextSignIn } = await openAccountStep();
  await typeAddress('ada@gmail.com');
  await secretField(page).fill(secret);
  // The search finds it while it is there, or its silence afterwards would prove nothing.
  expect(await isInPage(page, secret)).toBe(true);
  await mainButton(page).click();
  await (await nextSignIn()).answer(null);
  await page.getByRole('button', { name: 'Continue' }).waitFor();
  await expect.poll(() => isInPage(page, secret)).toBe(false);
});

test('it stays for another try after a refusal, and goes when the step is left', async () => {
  const { page, typeAddress, nextSignIn, push } = await openAccountStep();
  await typeAddress('ada@gmail.com');
  await secretField(page).fill(secret);
  await mainButton(page).click();
  await (await nextSignIn()).answer({ kind: 'silence' });
  await page.getByText('did not answer in time').waitFor();
  expect(await secretField(page).inputValue()).toBe(secret);
  const { sampleMove } = await import('./support/samples.ts');
  await push('move', sampleMove({ step: 'new-mailbox', reached: 'checks' }));
  await page.getByText('Where shall your mail go?').waitFor();
  await expect.poll(() => isInPage(page, secret)).toBe(false);
});
