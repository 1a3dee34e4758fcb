import { existsSync } from 'node:fs';

/** Where systems keep a Chromium; the one without a window of its own is several times as fast. */
const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** How Playwright starts this system's Chromium; without one, the browser that Playwright brought is taken, if it did. */
export function chromiumOptions(): { args: string[]; executablePath?: string } {
  const executablePath = usualPlaces.find((place) => existsSync(place));
  // Root may not use Chromium's sandbox; the app itself never runs as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { args, ...(executablePath !== undefined && { executablePath }) };
}
