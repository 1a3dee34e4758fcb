import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
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

/** Puts the icons of window and tray beside the main process's code, which reads them as files. */
const icons: Plugin = {
  name: 'icons',
  generateBundle() {
    for (const file of globSync(resolve(here, 'resources/icons/*.png'))) {
      this.emitFile({ type: 'asset', fileName: `icons/${basename(file)}`, source: readFileSync(file) });
    }
  },
};

export default defineConfig({
  main: {
    plugins: [icons, countries],
    build: {
      outDir: 'out/main',
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(here, 'main/index.ts'), cli: resolve(here, 'main/cli.ts') },
        external: ['electron', ...native],
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
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
    plugins: [react()],
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
