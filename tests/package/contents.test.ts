import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { describe, expect, inject, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { findElectronRuntime } from '../../scripts/setup/electron-runtime.mjs';
import { checkout } from '../../scripts/setup/checkout.mjs';

const budget = 15_000_000;
const runtime = findElectronRuntime();

const resources = (): string => join(dirname(inject('packages').release), 'resources');
const archive = (): string => join(resources(), 'app.asar');

/** Every file below a folder, from there. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .sort();
}

/** Every file in the archive, without those that lie beside it. */
function archived(): readonly string[] {
  return listPackage(archive(), { isPack: false })
    .map((path) => path.slice(1))
    .filter((path) => !('files' in statFile(archive(), path)))
    .sort();
}

/** Each pattern with the files it stands for; files of no pattern are under `null`. */
function sortOut(files: readonly string[], patterns: readonly RegExp[]): ReadonlyMap<RegExp | null, readonly string[]> {
  const found = Map.groupBy(files, (file) => patterns.find((pattern) => pattern.test(file)) ?? null);
  return found;
}

const script = String.raw`[A-Za-z0-9_.-]+-[A-Za-z0-9_-]{8}\.js`;
const inArchive = [
  /^package\.json$/u,
  /^out\/main\/index\.js$/u,
  new RegExp(String.raw`^out/main/chunks/${script}$`, 'u'),
  /^out\/main\/countries\.(?:mmdb|LICENSE\.txt)$/u,
  /^out\/main\/icons\/(?:app|tray(?:-template)?(?:@2x)?)\.png$/u,
  /^out\/main\/update-keys\.json$/u,
  /^out\/preload\/index\.cjs$/u,
  /^out\/renderer\/index\.html$/u,
  new RegExp(String.raw`^out/renderer/assets/${script}$`, 'u'),
  /^out\/renderer\/assets\/[a-z-]+-[\w-]{8}\.css$/u,
  /^node_modules\/better-sqlite3\/(?:package\.json|LICENSE|lib\/(?:binding|database|index|sqlite-error|util)\.js)$/u,
  /^node_modules\/better-sqlite3\/lib\/methods\/[a-z]+\.js$/u,
  /^node_modules\/keytar\/(?:package\.json|LICENSE\.md|lib\/keytar\.js)$/u,
];
/** The binary that is for the runtime, and for this processor. */
const binaries = [
  runtime?.kind === 'fallback'
    ? 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'
    : `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
  `node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`,
];
const languages = ['locales/en-GB.pak', 'locales/en-US.pak', 'locales/fr.pak'];
/** What Electron's own distribution for Linux brings, as it is packed: without most languages and an app for want of another. */
const electronFiles = (dist: string): readonly string[] =>
  filesIn(dist)
    .filter((file) => !/^locales\/(?!(?:en|fr)[-_.])/u.test(file))
    .filter((file) => !['electron', 'resources/default_app.asar'].includes(file))
    .map((file) => (file === 'LICENSE' ? 'LICENSE.electron.txt' : file));
const ours = ['LICENSE', 'THIRD-PARTY-NOTICES', 'bin/homing', 'homing', 'resources/app.asar'];

describe('what is inside', () => {
  test('the archive holds the listed kinds of files, each of them, and no other', () => {
    const found = sortOut(
      archived().filter((file) => !binaries.includes(file)),
      inArchive,
    );
    expect(found.get(null) ?? []).toEqual([]);
    expect(inArchive.filter((pattern) => !found.has(pattern))).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('beside it lie Electron, our licence and two binaries', () => {
    const unpacked = binaries.map((file) => `resources/app.asar.unpacked/${file}`);
    const files = filesIn(dirname(inject('packages').release));
    expect(files).toEqual([...electronFiles(runtime?.dist ?? ''), ...ours, ...unpacked].sort());
    expect(files).toEqual(expect.arrayContaining(languages));
    expect(files).toEqual(expect.arrayContaining(['chrome-sandbox', 'LICENSE.electron.txt', 'LICENSES.chromium.html']));
    expect(files.length).toBeLessThan(40);
  });

  test('package.json says what the app needs to know of itself, and no scripts or tools', () => {
    const packed: unknown = JSON.parse(extractFile(archive(), 'package.json').toString());
    const { name, productName, version, description, license, author, type, main, dependencies } = manifest;
    expect(packed).toEqual({
      ...{ name, productName, version, description, license, author, type, main },
      desktopName: 'org.homing.app.desktop',
      dependencies: { 'better-sqlite3': dependencies['better-sqlite3'], keytar: dependencies.keytar },
    });
  });

  test('it stays within its budget', () => {
    const beside = join(resources(), 'app.asar.unpacked');
    const sizes = [archive(), ...filesIn(beside).map((file) => join(beside, file))].map((file) => lstatSync(file).size);
    const sum = sizes.reduce((total, size) => total + size, 0);
    const table = extractFile(archive(), 'out/main/countries.mmdb').length;
    const text = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
    console.log(
      `Homing's own part: ${text(sum)} of ${text(budget)}; archive ${text(sizes[0] ?? 0)}, in it the table of countries ${text(table)}; binaries ${text(sum - (sizes[0] ?? 0))}`,
    );
    expect(sum).toBeLessThan(budget);
    expect(sum).toBeGreaterThan(table);
  });
});

describe('what is not inside', () => {
  /** Everything that is text, of ours and of what we pass on, by its path; Chromium's licences are no script of anybody. */
  const texts = (): readonly (readonly [string, string])[] => [
    ...archived()
      .filter((path) => !/\.(?:node|mmdb|png)$/u.test(path))
      .map((path) => [path, extractFile(archive(), path).toString()] as const),
    ...['bin/homing', 'LICENSE', 'THIRD-PARTY-NOTICES', 'vk_swiftshader_icd.json'].map(
      (path) => [path, readFileSync(join(dirname(inject('packages').release), path), 'utf8')] as const,
    ),
    ...filesIn(join(checkout, 'resources', 'linux')).map(
      (path) => [path, readFileSync(join(checkout, 'resources', 'linux', path), 'utf8')] as const,
    ),
  ];
  const holding = (word: string | RegExp): readonly string[] =>
    texts()
      .filter(([, text]) => (typeof word === 'string' ? text.includes(word) : word.test(text)))
      .map(([path]) => path);

  test('nothing switches the sandbox off', () => {
    expect(texts().length).toBeGreaterThan(40);
    expect(holding(/no-?sandbox/iu)).toEqual([]);
  });

  test('no path of the machine that built it', () => {
    expect(holding(/homing/iu).length, 'the search finds what is there').toBeGreaterThan(5);
    expect(holding(checkout.replace(/\/$/u, ''))).toEqual([]);
  });

  test('no map, test, source, note or setting of ours', () => {
    const unwanted = /\.(?:map|ts|tsx|md|env|yml)$|(?:^|\/)(?:test|tests|src|\.[^/]+)(?:\/|$)|README/iu;
    expect(archived().filter((path) => unwanted.test(path))).toEqual(['node_modules/keytar/LICENSE.md']);
    expect(holding('sourceMappingURL=')).toEqual([]);
  });
});
