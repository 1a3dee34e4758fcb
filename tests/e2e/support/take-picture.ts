import { mkdir } from 'node:fs/promises';
import type { Homing } from './open-homing.ts';

const pictures = 'screenshots';
const width = 1100;
/** As much of a long screen as anybody looks at. */
const highest = 2600;

/** Takes a picture of the whole screen in both colour schemes, without what lies over it because the window is small. */
export async function takePicture(app: Homing, name: string): Promise<void> {
  const { page } = app;
  await mkdir(pictures, { recursive: true });
  await resize(app, 760);
  await resize(app, Math.min(highest, await page.evaluate(() => document.documentElement.scrollHeight)));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png`, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await resize(app, 760);
}

async function resize({ electron, page }: Homing, height: number): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await page.waitForFunction((wanted) => innerHeight === wanted, height);
}
