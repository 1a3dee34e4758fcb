import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { icnsFile, icoFile } from './package/icon-files.mjs';
import { checkout } from './setup/checkout.mjs';

// Draws resources/icons/*.png, app.ico and app.icns from the drawings beside them. The pictures are committed: nobody who builds the app
// needs a browser. Usage: node scripts/draw-icons.mjs [path of a Chromium]

const icons = join(checkout, 'resources', 'icons');

/** Drawing, picture and its pixels a side. `@2x` is found by Electron itself on dense screens. */
const pictures = /** @type {const} */ ([
  ['app', 'app.png', 512],
  ['tray', 'tray.png', 24],
  ['tray', 'tray@2x.png', 48],
  ['tray-template', 'tray-template.png', 18],
  ['tray-template', 'tray-template@2x.png', 36],
]);

/** What menus, docks and installers of all systems ask for. Small ones have a drawing with fewer and thicker parts. */
const appSides = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const smallSide = 32;
/** On macOS icons stand in a margin, so that all are of one size: a tenth on each side, two 64ths of which the drawing has. */
const macMargin = 0.07;

const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium' });
try {
  for (const [drawing, picture, side] of pictures) await writeFile(join(icons, picture), await draw(drawing, side));
  const bySide = await drawApp(0);
  await mkdir(join(icons, 'app'), { recursive: true });
  for (const [side, png] of bySide) await writeFile(join(icons, 'app', `${side}x${side}.png`), png);
  await writeFile(join(icons, 'app.ico'), icoFile(bySide));
  await writeFile(join(icons, 'app.icns'), icnsFile(await drawApp(macMargin)));
} finally {
  await browser.close();
}

/** @param {number} margin of large ones, as a part of their side */
async function drawApp(margin) {
  /** @type {Map<number, Buffer>} */
  const bySide = new Map();
  for (const side of appSides) {
    const isSmall = side <= smallSide;
    bySide.set(side, await draw(isSmall ? 'app-small' : 'app', side, isSmall ? 0 : margin));
  }
  return bySide;
}

/**
 * @param {string} drawing
 * @param {number} side pixels
 * @param {number} [margin] as a part of the side
 * @returns {Promise<Buffer>} a PNG
 */
async function draw(drawing, side, margin = 0) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const svg = await readFile(join(icons, `${drawing}.svg`), 'base64');
  await page.setContent(
    `<body style="margin:${Math.round(margin * side)}px"><img alt="" style="display:block;width:100%" src="data:image/svg+xml;base64,${svg}">`,
  );
  await page.waitForFunction(() => document.images[0]?.complete);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}
