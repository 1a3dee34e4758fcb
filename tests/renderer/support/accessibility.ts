import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { expect } from 'vitest';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The rules of WCAG 2.2 at levels A and AA, and axe's own best practices. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Fails for everything axe finds, with the element and what is wrong with it.
 * @param within a selector, where the rest of the page is somebody else's
 */
export async function expectNoAxeViolations(page: Page, within = 'html'): Promise<void> {
  // What fades in would be measured half transparent.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // Evaluated by the debugger: a script element is what our content security policy refuses.
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const found = await page.evaluate(
    async ([selector, values]) => {
      const { axe } = window as unknown as { axe: { run(context: string, options: object): Promise<AxeResults> } };
      // What is in order is neither described nor brought over: that takes longer than the search.
      const options = { runOnly: { type: 'tag', values }, preload: false, resultTypes: ['violations'] };
      const { violations } = await axe.run(selector, options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n  ${failureSummary ?? ''}`),
      );
    },
    [within, tags] as const,
  );
  expect(found).toEqual([]);
}

/** The texts of elements whose words run out of their box, and of the page if it can be scrolled sideways. */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const hasOwnText = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    const isClipped = (element: Element): boolean =>
      element.scrollWidth > element.clientWidth + 1 &&
      element.clientWidth > 1 &&
      getComputedStyle(element).display !== 'inline';
    const texts = [...document.body.querySelectorAll('*')].filter(
      (element) => hasOwnText(element) && isClipped(element),
    );
    const whole = document.documentElement.scrollWidth > innerWidth ? ['the page itself'] : [];
    return [...texts.map((element) => `${element.className}: ${element.textContent ?? ''}`), ...whole];
  });
}
