import { createHash } from 'node:crypto';
import { existsSync, globSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** What the page shows: the app, or every control by itself. */
export type PageEntry = 'app' | 'gallery';

const entries: Readonly<Record<PageEntry, string>> = {
  app: './index.tsx',
  gallery: fileURLToPath(new URL('gallery.tsx', import.meta.url)),
};

function startWith(entry: PageEntry): Plugin {
  const transformIndexHtml = {
    order: 'pre' as const,
    handler: (html: string): string => html.replace(entries.app, entries[entry]),
  };
  return { name: 'start-with', transformIndexHtml };
}

/** Changes when a file of the page does. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(['{renderer,shared}/**/*.{ts,tsx,css,html,json}', 'tests/renderer/support/gallery.tsx'], {
    cwd: root,
  }).toSorted()) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file} ${String(size)} ${String(mtimeMs)}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Pages of earlier states of the source, left in place for an hour: another process may be serving one. */
async function removeOldPages(): Promise<void> {
  const hourAgo = Date.now() - 3_600_000;
  const old = globSync('homing-page-*', { cwd: tmpdir() }).map((name) => join(tmpdir(), name));
  const stale = old.filter((folder) => (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < hourAgo);
  await Promise.all(stale.map((folder) => rm(folder, { recursive: true, force: true })));
}

async function buildPage(entry: PageEntry): Promise<string> {
  const folder = join(tmpdir(), `homing-page-${entry}-${fingerprint()}`);
  if (existsSync(folder)) return folder;
  await removeOldPages();
  const own = `${folder}-${String(process.pid)}`;
  // As in electron.config.ts. The test runner's mode would make a development build of React, several times slower.
  process.env['NODE_ENV'] = 'production';
  await build({
    configFile: false,
    root: join(root, 'renderer'),
    logLevel: 'error',
    plugins: [react(), startWith(entry)],
    mode: 'production',
    build: { outDir: own, emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  });
  // Another process may have been quicker.
  await rename(own, folder).catch(() => rm(own, { recursive: true, force: true }));
  return folder;
}

const pages = new Map<PageEntry, Promise<string>>();

/** The built page's folder: made once for each state of the source, by whichever process needs it first. */
export function builtPage(entry: PageEntry = 'app'): Promise<string> {
  const page = pages.get(entry) ?? buildPage(entry);
  pages.set(entry, page);
  return page;
}
