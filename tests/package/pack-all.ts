import { chmodSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packageApp } from '../../scripts/package/package-app.mjs';
import { buildApp } from '../../scripts/setup/app-folder.mjs';
import { checkout } from '../../scripts/setup/checkout.mjs';
import { startXvfb } from '../e2e/build-app.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The executables of the packed app: as people get it, and as the end-to-end tests drive it. */
    packages: { readonly release: string; readonly endToEnd: string };
  }
}

/** Builds and packs the app once for all tests of what people download, and gives them a display where there is none. */
export default async function setup(project: TestProject): Promise<() => void> {
  await buildApp();
  const dist = join(checkout, 'dist');
  mkdirSync(dist, { recursive: true });
  // A folder of its own: another run may go on beside. Whoever tries the app as somebody else must get in.
  const folder = mkdtempSync(join(dist, 'packed-'));
  chmodSync(folder, 0o755);
  const release = await packageApp({ flavour: 'release', output: join(folder, 'release') });
  const endToEnd = await packageApp({ flavour: 'end-to-end', output: join(folder, 'end-to-end') });
  project.provide('packages', { release, endToEnd });
  const screen = process.platform === 'linux' && !process.env['DISPLAY'] ? await startXvfb() : null;
  project.provide('display', screen?.display ?? null);
  return () => {
    screen?.process.kill();
    // With the scripts that start it for root.
    for (const path of globSync(`dist/*${basename(folder)}*`, { cwd: checkout })) {
      rmSync(join(checkout, path), { recursive: true, force: true });
    }
  };
}
