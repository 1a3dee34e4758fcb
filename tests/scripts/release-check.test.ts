import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { artefactsOf, feeds, sbomsOf, unsignedName } from '../../scripts/release/artefacts.mjs';
import { manifestName } from '../../main/updates/release-manifest.ts';
import { releaseProblems } from '../../scripts/release/check-release.mjs';
import { feedFile, keys, makeRelease, signAll, version, writeSums, type Made } from './made-release.ts';
import { windowsProgram, zipOf } from './release-files.ts';

const exe = `homing-${version}-win-x64.exe`;
const zip = `homing-${version}-mac-arm64.zip`;
const deb = `homing_${version}_amd64.deb`;

interface Feed {
  readonly version: string;
  readonly files: readonly { readonly url: string; readonly sha512: string; readonly size: number }[];
}

const problems = (folder: string): readonly string[] => releaseProblems(folder, version, [keys.publicKey]);

test('before there is a key of our own, what Windows and macOS check may update itself, and Linux may not', () => {
  const folder = makeRelease({ linux: false });
  expect(releaseProblems(folder, version, [])).toEqual([]);
  expect(problems(folder)).toEqual(
    [feeds.windows, feeds.macos].map((feed) => `${feed} is there, but no manifest that we signed.`),
  );
  const { files } = parse(readFileSync(join(folder, feeds.windows), 'utf8')) as Feed;
  writeFileSync(
    join(folder, feeds.linux),
    stringify({ version, files: [feedFile(folder, `homing-${version}-linux-x86_64.AppImage`), feedFile(folder, deb)] }),
  );
  writeSums(folder);
  expect(files).toHaveLength(2);
  expect(releaseProblems(folder, version, [])).toEqual(['latest-linux.yml is there, but no manifest that we signed.']);
});

describe('a whole release passes', () => {
  test.each<[string, Made]>([
    ['signed everywhere', {}],
    ['unsigned for Windows', { windows: false }],
    ['unsigned for macOS', { macos: false }],
    ['signed nowhere', { windows: false, macos: false, linux: false }],
  ])('%s', (_name, made) => {
    const folder = makeRelease(made);
    expect(problems(folder)).toEqual([]);
    const there = readdirSync(folder);
    expect(there).not.toContain('builder-debug.yml');
    expect(there.includes(unsignedName(exe))).toBe(made.windows === false);
    expect(there.includes(feeds.windows)).toBe(made.windows !== false);
    expect(there.includes(feeds.macos)).toBe(made.macos !== false);
    expect(there.includes(feeds.linux)).toBe(made.linux !== false);
  });
});

/** Each spoils one thing in a whole release, and is found for that. Sums are written anew unless they are what is spoilt. */
const spoilt: Readonly<
  Record<string, readonly [spoil: (folder: string) => void, found: readonly string[], sums?: 'kept']>
> = {
  'a file is missing': [
    (folder) => {
      rmSync(join(folder, `homing-${version}-linux-x86_64.rpm`));
      signAll(folder);
    },
    [`homing-${version}-linux-x86_64.rpm is missing.`],
  ],
  'a file of another version': [
    (folder) => writeFileSync(join(folder, 'homing-1.2.2-win-x64.exe'), windowsProgram(true, 'old')),
    ['homing-1.2.2-win-x64.exe is no file of release 1.2.3.'],
  ],
  'something packed with the fallback runtime': [
    (folder) => writeFileSync(join(folder, `homing_${version}_amd64-not-for-publishing.deb`), ''),
    [`homing_${version}_amd64-not-for-publishing.deb is no file of release 1.2.3.`],
  ],
  'the end-to-end flavour': [
    (folder) => writeFileSync(join(folder, `homing-${version}-linux-x86_64-end-to-end.AppImage`), ''),
    [`homing-${version}-linux-x86_64-end-to-end.AppImage is no file of release 1.2.3.`],
  ],
  'a stray file': [(folder) => writeFileSync(join(folder, '.env'), 'x'), ['.env is no file of release 1.2.3.']],
  'signed and unsigned at once': [
    (folder) => {
      writeFileSync(join(folder, unsignedName(exe)), windowsProgram(false, exe));
      signAll(folder);
    },
    [`${exe} and ${unsignedName(exe)} are both there.`],
  ],
  'a signed file that is named unsigned': [
    (folder) => {
      for (const feed of Object.values(feeds)) rmSync(join(folder, feed));
      renameSync(join(folder, exe), join(folder, unsignedName(exe)));
      signAll(folder);
    },
    [`${unsignedName(exe)} is signed, but is named unsigned.`],
  ],
  'an unsigned Windows program that does not say so': [
    (folder) => spoilFile(folder, exe, windowsProgram(false, exe)),
    [`${exe} is not signed, and does not say so in its name.`],
  ],
  'an app for macOS without a ticket that does not say so': [
    (folder) =>
      spoilFile(
        folder,
        zip,
        zipOf(['Homing.app/Contents/Info.plist', 'Homing.app/Contents/_CodeSignature/CodeResources']),
      ),
    [`${zip} is not signed, and does not say so in its name.`],
  ],
  'no sums': [(folder) => rmSync(join(folder, 'SHA256SUMS')), ['SHA256SUMS is missing.'], 'kept'],
  'sums without a file': [
    (folder) => editFile(folder, 'SHA256SUMS', (text) => text.replace(/^.*\.rpm\n/mu, '')),
    [`SHA256SUMS lacks homing-${version}-linux-x86_64.rpm.`],
    'kept',
  ],
  'a wrong sum': [
    (folder) => editFile(folder, sbomsOf(version)[0] ?? '', (text) => `${text} `),
    [`SHA256SUMS is wrong about homing-${version}-windows.cdx.json.`],
    'kept',
  ],
  'sums of a file that is not there': [
    (folder) => editFile(folder, 'SHA256SUMS', (text) => `${'0'.repeat(64)}  elsewhere\n${text}`),
    ['SHA256SUMS is wrong about elsewhere.'],
    'kept',
  ],
  'a file summed twice': [
    (folder) => editFile(folder, 'SHA256SUMS', (text) => `${text.split('\n')[0] ?? ''}\n${text}`),
    ['SHA256SUMS names a file twice.'],
    'kept',
  ],
  'sums that are none': [
    (folder) => editFile(folder, 'SHA256SUMS', (text) => `${text}-----BEGIN\n`),
    ['SHA256SUMS has lines that are no sums.'],
    'kept',
  ],
  'a signature of another key': [
    (folder) => signAll(folder, version, generateKeyPairSync('ed25519').privateKey),
    [`homing-${version}.manifest is signed by no key in resources/update-keys.json.`],
  ],
  'a signature without a manifest': [
    (folder) => {
      for (const feed of Object.values(feeds)) rmSync(join(folder, feed));
      rmSync(join(folder, manifestName(version)));
    },
    [`Of homing-${version}.manifest and its signature, only one is there.`],
  ],
  'a manifest changed after it was signed': [
    (folder) => editFile(folder, manifestName(version), (text) => text.replace(/size: \d+/u, 'size: 7')),
    [`homing-${version}.manifest is signed by no key in resources/update-keys.json.`],
  ],
  'a manifest of another version': [
    (folder) => signAll(folder, '1.2.2'),
    [`homing-${version}.manifest is of version 1.2.2.`],
  ],
  'a manifest without a file': [
    (folder) => {
      const bytes = readFileSync(join(folder, deb));
      rmSync(join(folder, deb));
      signAll(folder);
      writeFileSync(join(folder, deb), bytes);
    },
    [`homing-${version}.manifest lacks ${deb}.`],
  ],
  'a manifest that is wrong about a file': [
    (folder) => {
      const bytes = readFileSync(join(folder, deb));
      writeFileSync(join(folder, deb), 'another');
      signAll(folder);
      writeFileSync(join(folder, deb), bytes);
    },
    [`homing-${version}.manifest is wrong about ${deb}.`],
  ],
  'a feed without our signature': [
    (folder) => {
      for (const name of [feeds.windows, feeds.macos]) rmSync(join(folder, name));
      for (const name of [manifestName(version), `${manifestName(version)}.sig`]) rmSync(join(folder, name));
    },
    ['latest-linux.yml is there, but no manifest that we signed.'],
  ],
  'a feed of what is not signed': [
    (folder) => {
      for (const { name } of artefactsOf(version).filter(({ system }) => system === 'windows')) {
        rmSync(join(folder, name));
        writeFileSync(join(folder, unsignedName(name)), windowsProgram(false, name));
      }
      signAll(folder);
    },
    [
      'latest.yml offers updates to what is not signed.',
      ...['x64', 'arm64'].map((arch) => `latest.yml names homing-${version}-win-${arch}.exe, which is not there.`),
    ],
  ],
  'a feed of another version': [
    (folder) => editFeed(folder, feeds.windows, (feed) => ({ ...feed, version: '1.2.2' })),
    ['latest.yml is of version 1.2.2.'],
  ],
  'a feed with a wrong sum': [
    (folder) =>
      editFeed(folder, feeds.macos, ({ files, ...feed }) => ({
        ...feed,
        files: files.map((file) => ({ ...file, sha512: `${'A'.repeat(86)}==` })),
      })),
    ['x64', 'arm64'].map((arch) => `latest-mac.yml is wrong about homing-${version}-mac-${arch}.zip.`),
  ],
  'a feed with a wrong size': [
    (folder) =>
      editFeed(folder, feeds.linux, ({ files, ...feed }) => ({
        ...feed,
        files: files.map((file) => ({ ...file, size: file.size + 1 })),
      })),
    [
      `latest-linux.yml is wrong about homing-${version}-linux-x86_64.AppImage.`,
      `latest-linux.yml is wrong about ${deb}.`,
    ],
  ],
  'a feed without sizes': [
    (folder) =>
      editFeed(folder, feeds.windows, ({ files, ...feed }) => ({
        ...feed,
        files: files.map(({ url, sha512 }) => ({ url, sha512 })),
      })),
    ['x64', 'arm64'].map((arch) => `latest.yml is no feed to the app (nsis, ${arch}).`),
  ],
  'a feed without one of the files': [
    (folder) =>
      editFeed(folder, feeds.linux, ({ files, ...feed }) => ({
        ...feed,
        files: files.filter(({ url }) => !url.endsWith('.deb')),
      })),
    ['latest-linux.yml is no feed to the app (deb, x64).'],
  ],
  'a feed that leads elsewhere': [
    (folder) =>
      editFeed(folder, feeds.linux, ({ files, ...feed }) => ({
        ...feed,
        files: files.map((file) => ({ ...file, url: `https://elsewhere.example/${file.url}` })),
      })),
    ['latest-linux.yml is no feed to the app (appimage, x64).', 'latest-linux.yml is no feed to the app (deb, x64).'],
  ],
  'a list of parts that is none': [
    (folder) => writeFileSync(join(folder, sbomsOf(version)[0] ?? ''), '{}'),
    [`homing-${version}-windows.cdx.json is no list of what version 1.2.3 is made of.`],
  ],
  'no list of parts': [
    (folder) => rmSync(join(folder, `homing-${version}-linux.cdx.json`)),
    [`homing-${version}-linux.cdx.json is missing.`],
  ],
};

function editFile(folder: string, name: string, edit: (text: string) => string): void {
  writeFileSync(join(folder, name), edit(readFileSync(join(folder, name), 'utf8')));
}

function editFeed(folder: string, name: string, edit: (feed: Feed) => unknown): void {
  editFile(folder, name, (text) => stringify(edit(parse(text) as Feed)));
}

/** Puts another file in a file's place, with everything else about it right. */
function spoilFile(folder: string, name: string, bytes: Buffer): void {
  writeFileSync(join(folder, name), bytes);
  for (const feed of [feeds.windows, feeds.macos]) {
    editFeed(folder, feed, (read) => ({ ...read, files: read.files.map(({ url }) => feedFile(folder, url)) }));
  }
  signAll(folder);
}

describe('each thing that is wrong stops it, alone', () => {
  test.each(Object.entries(spoilt))('%s', (_name, [spoil, found, sums]) => {
    const folder = makeRelease();
    spoil(folder);
    if (sums !== 'kept') writeSums(folder);
    expect(problems(folder)).toEqual(found);
  });
});
