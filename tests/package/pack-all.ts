import type { TestProject } from 'vitest/node';
import { packageApp } from '../../scripts/package/package-app.mjs';
import { buildApp } from '../../scripts/setup/app-folder.mjs';
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
  const release = await packageApp({ flavour: 'release' });
  const endToEnd = await packageApp({ flavour: 'end-to-end' });
  project.provide('packages', { release, endToEnd });
  const screen = process.platform === 'linux' && !process.env['DISPLAY'] ? await startXvfb() : null;
  project.provide('display', screen?.display ?? null);
  return () => screen?.process.kill();
}
