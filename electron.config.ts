import { globSync, readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const here = import.meta.dirname;

/** Native modules stay outside of the bundle: they bring a binary each. Everything else is bundled, so that nothing else ships. */
const native = ['better-sqlite3', 'keytar'];

const table = import.meta.resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country-ipv4.mmdb');
const tableLicence = import.meta.resolve('@ip-location-db/geo-whois-asn-country-mmdb/NRO_LICENSE');

/** Puts the table of countries beside the main process's code, with the words its licence asks for. */
const countries: Plugin = {
  name: 'countries',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'countries.mmdb', source: readFileSync(new URL(table)) });
    this.emitFile({ type: 'asset', fileName: 'countries.LICENSE.txt', source: readFileSync(new URL(tableLicence)) });
  },
};

/** Puts the public keys by which new versions are known beside the main process's code. */
const updateKeys: Plugin = {
  name: 'update-keys',
  generateBundle() {
    const file = resolve(here, 'resources/update-keys.json');
    this.emitFile({ type: 'asset', fileName: 'update-keys.json', source: readFileSync(file) });
  },
};

/** Puts the icons of window and tray beside the main process's code, which reads them as files. */
const icons: Plugin = {
  name: 'icons',
  generateBundle() {
    for (const file of globSync(resolve(here, 'resources/icons/*.png'))) {
      this.emitFile({ type: 'asset', fileName: `icons/${basename(file)}`, source: readFileSync(file) });
    }
  },
};

/**
 * Lists the packages of which something got into the bundle, with what the bundler itself adds: each has a licence that goes along. The
 * list stays in out/; it is not packed.
 */
const packages: Plugin = {
  name: 'packages',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
    const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
    this.emitFile({ type: 'asset', fileName: 'packages.json', source: JSON.stringify([...folders].sort(), null, 2) });
  },
};

/** The package a module of the bundle comes from, as a path from here; null for our own. */
function packageFolder(id: string): string | null {
  const virtual = /^\0(?<tool>rolldown|vite)\//u.exec(id)?.groups?.['tool'];
  if (virtual) return `node_modules/${virtual}`;
  const path = relative(here, id.replace(/^\0/u, '').replace(/\?.*$/u, '')).replaceAll('\\', '/');
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(path)?.[0] ?? null;
}

export default defineConfig({
  main: {
    plugins: [icons, countries, updateKeys, packages],
    build: {
      outDir: 'out/main',
      // What is there gets packed, so nothing of an earlier build may be.
      emptyOutDir: true,
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(here, 'main/index.ts') },
        external: ['electron', ...native],
        output: { format: 'es' },
      },
    },
  },
  preload: {
    plugins: [packages],
    build: {
      outDir: 'out/preload',
      emptyOutDir: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(here, 'main/preload/index.ts') },
        external: ['electron'],
        // A sandboxed preload script is loaded as CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'renderer'),
    plugins: [react(), packages],
    build: {
      outDir: resolve(here, 'out/renderer'),
      emptyOutDir: true,
      // The polyfill would be an inline script.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: resolve(here, 'renderer/index.html') } },
    },
  },
});
