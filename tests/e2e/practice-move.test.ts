import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type RunningApp } from './launch.ts';

const pictures = 'screenshots';
await mkdir(pictures, { recursive: true });

describe.each(['light', 'dark'] as const)('the practice move in the window, %s', (scheme) => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchApp({ colorScheme: scheme });
  });
  afterAll(() => app.close());

  test('the window says what Homing is', async () => {
    expect(await app.page.title()).toBe('Bring your mail home – Homing');
    expect(await app.page.locator('h1').textContent()).toBe('Bring your mail home');
    await app.page.screenshot({ path: `${pictures}/home-${scheme}.png`, fullPage: true });
  });

  test('nothing runs out of a narrow window', async () => {
    await resize(app, 360, 640);
    const [content, window] = await app.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(window).toBeLessThanOrEqual(360);
    expect(content).toBeLessThanOrEqual(window ?? 0);
    await app.page.screenshot({ path: `${pictures}/home-narrow-${scheme}.png`, fullPage: true });
    await resize(app, 1040, 760);
  });

  test('it runs to the receipt, showing how far it is', async () => {
    await app.page.getByRole('button', { name: 'Start the practice move' }).click();
    await app.page.getByRole('progressbar', { name: 'Copying' }).waitFor();
    await app.page.getByRole('heading', { level: 2, name: 'Stopped in the middle, on purpose' }).waitFor();
    const bar = app.page.getByRole('progressbar', { name: 'Stopped in the middle, on purpose' });
    const total = Number(await bar.getAttribute('aria-valuemax'));
    expect(total).toBeGreaterThanOrEqual(400);
    expect(Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0.3 * total);
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/^[\d,]+ of [\d,]+ messages$/u);
    await app.page.screenshot({ path: `${pictures}/stopped-${scheme}.png`, fullPage: true });
    await app.page.getByRole('heading', { level: 2, name: 'Copying goes on' }).waitFor();
    await app.page.waitForTimeout(1000);
    await app.page.screenshot({ path: `${pictures}/moving-${scheme}.png`, fullPage: true });
    await app.page.getByRole('heading', { level: 2, name: 'Reading every message again' }).waitFor();
    await app.page.getByRole('heading', { level: 1, name: 'Arrival receipt' }).waitFor();
    await app.page.screenshot({ path: `${pictures}/receipt-${scheme}.png`, fullPage: true });
    expect(await app.page.locator('.verdict').textContent()).toBe('Every message arrived, exactly once');
    const rows = await app.page.locator('tbody tr').count();
    expect(rows).toBeGreaterThanOrEqual(5);
    const counts = await app.page.locator('tbody td:nth-child(3)').allTextContents();
    expect(counts.reduce((sum, count) => sum + Number(count.replaceAll(',', '')), 0)).toBe(total);
  });

  test('it can be stopped, and left for the first screen', async () => {
    await app.page.getByRole('button', { name: 'Run it again' }).click();
    await app.page.getByRole('button', { name: 'Stop' }).click();
    await app.page.getByRole('heading', { level: 1, name: 'Stopped' }).waitFor();
    await app.page.getByRole('button', { name: 'Back to the start' }).click();
    expect(await app.page.locator('h1').textContent()).toBe('Bring your mail home');
  });

  test('nothing of it went against the content security policy', () => {
    expect(app.complaints).toEqual([]);
  });
});

async function resize({ electron, page }: RunningApp, width: number, height: number): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await page.waitForFunction((wanted) => innerWidth === wanted, width);
}
