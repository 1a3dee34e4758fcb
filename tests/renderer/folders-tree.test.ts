import { describe, expect, test } from 'vitest';
import { manyRows, sampleRows, sampleTable } from './folders-samples.ts';
import { chosen, focused, openFolders, row, tree } from './folders-window.ts';
import { clippedTexts } from './support/accessibility.ts';

describe('by keyboard', () => {
  test('is one stop for Tab, and arrows, letters, Home and End do the rest', async () => {
    const open = await openFolders();
    const { keyboard } = open.page;
    await open.page.getByRole('button', { name: 'Untick all' }).focus();
    await keyboard.press('Tab');
    expect(await focused(open)).toBe('Inbox');
    await keyboard.press('ArrowDown');
    expect(await focused(open)).toBe('Archive');
    await keyboard.press('ArrowLeft');
    expect(await row(open, 'Archive').getAttribute('aria-expanded')).toBe('false');
    await keyboard.press('ArrowDown');
    expect(await focused(open)).toBe('Drafts');
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowDown');
    expect(await focused(open)).toBe('2018');
    await keyboard.press('ArrowLeft');
    expect(await focused(open)).toBe('Archive');
    await keyboard.press('End');
    expect(await focused(open)).toBe('All mail');
    await keyboard.press('Home');
    expect(await focused(open)).toBe('Inbox');
    await keyboard.type('wo');
    expect(await focused(open)).toBe('Work');
    await keyboard.press('Tab');
    expect(await focused(open)).toBe('(not a row)');
    expect(await tree(open).evaluate((grid) => grid.contains(document.activeElement))).toBe(false);
  });

  test('ticks with Space, and reaches a row’s buttons with the arrow', async () => {
    const open = await openFolders();
    const { keyboard } = open.page;
    await row(open, 'Family').focus();
    await keyboard.press('Space');
    await expect.poll(() => chosen(open)?.decisions).toEqual({ Family: { include: false } });
    expect(await row(open, 'Family').getAttribute('aria-selected')).toBe('false');
    await keyboard.press('Space');
    await expect.poll(() => chosen(open)?.decisions).toEqual({});
    await keyboard.press('ArrowRight');
    await keyboard.press('Space');
    await expect.poll(() => chosen(open)?.decisions).toEqual({ Family: { include: false } });
    await keyboard.press('Space');
    await row(open, 'Family').getByRole('button').waitFor();
    await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    await open.page.getByLabel(/New name of/).waitFor();
    await keyboard.press('Escape');
    expect(await focused(open)).toBe('Family');
  });

  test('ticks as often as it is pressed, however long main takes to answer', async () => {
    const waiting: (() => void)[] = [];
    const open = await openFolders({
      answers: {
        chooseFolders: async ({ choices }) => {
          // The first answer comes, those to later presses only in the end.
          await new Promise<void>((resolve) => {
            if (waiting.length === 0) resolve();
            waiting.push(resolve);
          });
          const out = choices.decisions['Family']?.include === false;
          const rows = sampleRows.map((one) => (one.source === 'Family' && out ? { ...one, include: false } : one));
          return sampleTable(rows, choices);
        },
      },
    });
    const family = row(open, 'Family');
    await family.focus();
    const isTicked = (): Promise<string | null> => family.getAttribute('aria-selected');
    for (const [press, expected] of ['false', 'true', 'false', 'true', 'false'].entries()) {
      await open.page.keyboard.press('Space');
      await expect.poll(isTicked).toBe(expected);
      await expect.poll(() => open.sent('chooseFolders').length).toBe(press + 1);
      const decisions = expected === 'false' ? { Family: { include: false } } : {};
      expect(chosen(open)?.decisions).toEqual(decisions);
    }
    for (const answer of waiting) answer();
    await expect.poll(isTicked).toBe('false');
  });

  test('left and right change places where people read from right to left', async () => {
    const open = await openFolders({ direction: 'rtl' });
    await row(open, 'Archive').focus();
    await open.page.keyboard.press('ArrowRight');
    expect(await row(open, 'Archive').getAttribute('aria-expanded')).toBe('false');
    await open.page.keyboard.press('ArrowLeft');
    expect(await row(open, 'Archive').getAttribute('aria-expanded')).toBe('true');
    await open.shot('folders-rtl');
    expect(await clippedTexts(open.page)).toEqual([]);
  });
});

// The page's tests run React's development build, which compares all rows with those before at each step: hence the patience.
describe('ten thousand folders', { timeout: 240_000 }, () => {
  test('are drawn as few, scroll to the end, and keep the focus', async () => {
    const open = await openFolders({ rows: manyRows(10_000), patience: 90_000 });
    const drawn = (): Promise<number> => tree(open).locator('[data-position]').count();
    expect(await drawn()).toBeLessThan(60);
    const { keyboard } = open.page;
    await row(open, 'Group 0000').focus();
    await keyboard.press('End');
    expect(await focused(open)).toBe('Folder 9999');
    await expect
      .poll(() => row(open, 'Folder 9999').evaluate((element) => element.getBoundingClientRect().height))
      .toBeGreaterThan(20);
    expect(await drawn()).toBeLessThan(60);
    const isSeen = (): Promise<boolean> =>
      tree(open).evaluate((grid) => {
        const box = grid.getBoundingClientRect();
        const last = grid.querySelector('[data-position="9999"]')?.getBoundingClientRect();
        return last !== undefined && last.bottom <= box.bottom + 1 && last.top >= box.top;
      });
    await expect.poll(isSeen, { timeout: 30_000 }).toBe(true);
    await tree(open).evaluate((grid) => grid.scrollTo(0, 0));
    await row(open, 'Group 0000').waitFor();
    // The row with the focus is kept, so that the next key goes on from there.
    expect(await focused(open)).toBe('Folder 9999');
    await keyboard.press('ArrowUp');
    expect(await focused(open)).toBe('Folder 9998');
    await keyboard.type('group 0042');
    await expect.poll(() => focused(open), { timeout: 30_000 }).toBe('Group 0042');
  });

  test('are found by name', async () => {
    const open = await openFolders({ rows: manyRows(10_000), patience: 90_000 });
    await open.page.getByLabel('Find a folder').fill('folder 77');
    await open.page.getByText('110 folders found').waitFor();
    await row(open, 'Group 0000').waitFor();
    await open.page.getByRole('button', { name: 'Untick all shown' }).click();
    expect(Object.keys(chosen(open)?.decisions ?? {})).toHaveLength(110);
    await open.page.getByLabel('Find a folder').fill('nowhere');
    await open.page.getByText('No folder found').first().waitFor();
  });

  test('cost little to scroll', async () => {
    const open = await openFolders({ rows: manyRows(10_000), patience: 90_000 });
    const debug = await open.page.context().newCDPSession(open.page);
    // Time of the processor, not of the clock: other tests run beside this one.
    await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busySeconds = async (): Promise<number> => {
      const { metrics } = await debug.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
    };
    const before = await busySeconds();
    const steps = 60;
    await tree(open).evaluate(async (grid, count) => {
      for (let step = 0; step < count; step += 1) {
        grid.scrollBy(0, 400);
        await new Promise((done) => requestAnimationFrame(done));
      }
    }, steps);
    expect(((await busySeconds()) - before) / steps).toBeLessThan(0.05);
  });
});
