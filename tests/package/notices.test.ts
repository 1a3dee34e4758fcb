import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { describe, expect, inject, test } from 'vitest';
import { chooseLicences, licenceTexts } from '../../scripts/package/licences.mjs';
import { shippedPackages } from '../../scripts/package/shipped-packages.mjs';

const beside = (name: string): string => readFileSync(join(dirname(inject('packages').release), name), 'utf8');
const notices = (): string => beside('THIRD-PARTY-NOTICES');

describe('the notices that lie beside the app', () => {
  test('our own licence, and those of Electron and Chromium, lie there too', () => {
    expect(beside('LICENSE')).toBe(readFileSync('LICENSE', 'utf8'));
    expect(beside('LICENSE.electron.txt')).toContain('Permission is hereby granted');
    expect(beside('LICENSES.chromium.html')).toContain('Chromium');
  });

  test.each(['main', 'preload', 'renderer'])('every package in the bundle of %s is in them', (part) => {
    const folders = JSON.parse(readFileSync(join('out', part, 'packages.json'), 'utf8')) as string[];
    if (part !== 'preload') expect(folders.length).toBeGreaterThan(10);
    for (const folder of folders) {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
        string,
        string
      >;
      expect(notices()).toContain(`\n${String(name)} ${String(version)}\n`);
    }
  });

  test('every package that is imported by name in the packed scripts is in them', () => {
    const archive = join(dirname(inject('packages').release), 'resources', 'app.asar');
    const scripts = listPackage(archive, { isPack: false }).filter((path) => /^\/out\/main\/.*\.js$/u.test(path));
    const imported = scripts.flatMap((path) => [
      ...extractFile(archive, path.slice(1))
        .toString()
        .matchAll(/(?:from|import\(|require\()\s*["'](?<name>[@\w][\w./-]*)["']/gu),
    ]);
    const names = [...new Set(imported.map(({ groups }) => groups?.['name'] ?? ''))].filter(
      (name) => name !== 'electron' && !isBuiltin(name) && existsSync(join('node_modules', name, 'package.json')),
    );
    expect(names).toEqual(expect.arrayContaining(['better-sqlite3', 'keytar']));
    const manifests = names.map(
      (name) => JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as { name: string },
    );
    expect(manifests.filter(({ name }) => !notices().includes(`\n${name} `))).toEqual([]);
  });

  test.each([
    ['react', 'Copyright (c) Meta Platforms, Inc. and affiliates.'],
    ['imapflow', 'Postal Systems'],
    ['better-sqlite3', 'Joshua Wise'],
    ['@github/keytar', 'GitHub Inc.'],
    ['zod', 'Colin McDonnell'],
    ['electron-updater', 'Loopline Systems'],
    ['lazy-val', 'Vladimir Krivosheev'],
    ['node-addon-api', 'Node.js API collaborators'],
    ['react-aria-components', 'TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION'],
    ['@ip-location-db/geo-whois-asn-country-mmdb', 'Number Resource Organization'],
    ['SQLite', 'public domain'],
  ])('%s, with its words', (name, words) => {
    const line = '-'.repeat(80);
    const sections = notices().split(`${line}\n`);
    const heading = sections.findIndex(
      (text) => text.split('\n').some((entry) => entry.startsWith(`${name} `)) && sections.indexOf(text) > 0,
    );
    expect(heading).toBeGreaterThan(0);
    expect(sections[heading + 1]).toContain(words);
  });

  test('name the collections that facts about hosts were looked up in', () => {
    expect(notices()).toContain('\n  Mozilla Public License 2.0, thunderbird/autoconfig@');
  });

  test('name the alternative that was taken, and leave the text of the other away', () => {
    expect(notices()).toContain('@zone-eu/mailsplit 5.4.19 (MIT)');
    expect(notices()).not.toContain('European Union Public Licence');
  });

  test('are the same each time', () => {
    expect(shippedPackages()).toEqual(shippedPackages());
    const names = shippedPackages().map(({ name, version }) => `${name}@${version}`);
    expect(names).toEqual([...new Set(names)].sort());
  });
});

describe('licences', () => {
  test.each([
    ['MIT', { taken: ['MIT'], left: [] }],
    ['(MIT OR EUPL-1.1+)', { taken: ['MIT'], left: ['EUPL-1.1'] }],
    ['GPL-3.0-only OR Apache-2.0', { taken: ['Apache-2.0'], left: ['GPL-3.0-only'] }],
    ['MIT AND Zlib', { taken: ['MIT', 'Zlib'], left: [] }],
    ['MIT AND GPL-3.0-only', null],
    ['GPL-2.0-only', null],
    ['GPL-2.0-only WITH Classpath-exception-2.0', null],
    ['SEE LICENSE IN LICENSE.txt', null],
    ['UNLICENSED', null],
    ['', null],
  ])('%s', (expression, chosen) => {
    expect(chooseLicences(expression)).toEqual(chosen);
  });

  test('a package without a text of its licence stops the packing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'homing-licence-'));
    try {
      const given = { folder, name: 'unheard-of', author: 'Nobody', left: [] };
      expect(() => licenceTexts(given)).toThrow(/brings no text of its licence/u);
      writeFileSync(join(folder, 'LICENCE'), 'Words\r\n');
      writeFileSync(join(folder, 'NOTICE.txt'), 'Names');
      expect(licenceTexts(given)).toEqual(['Words', 'Names']);
      expect(existsSync(join(folder, 'README'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
