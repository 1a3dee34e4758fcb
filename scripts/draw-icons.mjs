import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { checkout } from './setup/checkout.mjs';

// Draws resources/icons/*.png from the drawings beside them. The pictures are committed: nobody who builds the app needs a browser.
// Usage: node scripts/draw-icons.mjs [path of a Chromium]

const icons = join(checkout, 'resources', 'icons');

/** Drawing, picture and its pixels a side. `@2x` is found by Electron itself on dense screens. */
const pictures = /** @type {const} */ ([
  ['app', 'app.png', 512],
  ['tray', 'tray.png', 24],
  ['tray', 'tray@2x.png', 48],
  ['tray-template', 'tray-template.png', 18],
  ['tray-template', 'tray-template@2x.png', 36],
]);

const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium' });
try {
  for (const [drawing, picture, side] of pictures) {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    const svg = await readFile(join(icons, `${drawing}.svg`), 'base64');
    await page.setContent(
      `<body style="margin:0"><img alt="" width="${side}" height="${side}" style="display:block" src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.waitForFunction(() => document.images[0]?.complete);
    await page.screenshot({ path: join(icons, picture), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
