import { describe, expect, test } from 'vitest';
import { feedName, readFeed } from '../../main/updates/read-feed.ts';
import { isNewer, isReleased } from '../../main/updates/release-version.ts';

const sha512 = Buffer.alloc(64, 7).toString('base64');
const file = (url: string): object => ({ url, size: 10, sha512 });
const all = [
  'homing-1.2.3-linux-x86_64.AppImage',
  'homing-1.2.3-linux-arm64.AppImage',
  'homing_1.2.3_amd64.deb',
  'homing-1.2.3-linux-x86_64.rpm',
  'homing-1.2.3-win-arm64.exe',
  'homing-1.2.3-win-x64.exe',
  'homing-1.2.3-mac-arm64.zip',
  'homing-1.2.3-mac-x64.zip',
].map(file);
const feed = { version: '1.2.3', files: all, path: 'x', releaseDate: 'x', releaseNotes: 'One.\n\nTwo.' };

describe('a feed', () => {
  test.each([
    ['appimage', 'x64', 'homing-1.2.3-linux-x86_64.AppImage'],
    ['appimage', 'arm64', 'homing-1.2.3-linux-arm64.AppImage'],
    ['deb', 'x64', 'homing_1.2.3_amd64.deb'],
    ['nsis', 'x64', 'homing-1.2.3-win-x64.exe'],
    ['nsis', 'arm64', 'homing-1.2.3-win-arm64.exe'],
    ['mac', 'arm64', 'homing-1.2.3-mac-arm64.zip'],
    ['mac', 'x64', 'homing-1.2.3-mac-x64.zip'],
  ] as const)('has for %s on %s: %s', (installer, arch, name) => {
    expect(readFeed(feed, installer, arch)).toEqual({
      version: '1.2.3',
      notes: ['One.', 'Two.'],
      file: { name, size: 10, sha512: Buffer.alloc(64, 7).toString('hex') },
    });
  });

  test('has nothing for a computer of another kind', () => {
    expect(readFeed({ ...feed, files: [file('homing_1.2.3_amd64.deb')] }, 'deb', 'arm64')).toBeNull();
    expect(readFeed({ ...feed, files: [file('homing_1.2.3_amd64.deb')] }, 'appimage', 'x64')).toBeNull();
  });

  const only = (change: object): object => ({ ...feed, files: [{ ...file('homing.AppImage'), ...change }] });
  test.each([
    ['nothing', null],
    ['text', 'version: 1.2.3'],
    ['no files', { ...feed, files: [] }],
    ['a number as version', { ...feed, version: 1.2 }],
    ['a version to be tried out', { ...feed, version: '1.2.3-beta' }],
    ['an address', only({ url: 'https://other.example/homing.AppImage' })],
    ['another folder', only({ url: '../homing.AppImage' })],
    ['a folder', only({ url: 'x/homing.AppImage' })],
    ['a folder of Windows', only({ url: 'x\\homing.AppImage' })],
    ['a query', only({ url: 'homing.AppImage?x' })],
    ['encoded dots', only({ url: '%2e%2e%2fhoming.AppImage' })],
    ['a quotation mark', only({ url: "homing'.AppImage" })],
    ['an option', only({ url: '-homing.AppImage' })],
    ['no size', only({ size: undefined })],
    ['more than there can be', only({ size: 5e9 })],
    ['no hash', only({ sha512: undefined })],
    ['another hash', only({ sha512: 'abc' })],
  ])('with %s is none', (_what, wrong) => {
    expect(readFeed(wrong, 'appimage', 'x64')).toBeNull();
  });

  test('has the name that electron-builder gives it', () => {
    expect(feedName('linux', 'x64')).toBe('latest-linux.yml');
    expect(feedName('linux', 'arm64')).toBe('latest-linux-arm64.yml');
    expect(feedName('darwin', 'arm64')).toBe('latest-mac.yml');
    expect(feedName('win32', 'x64')).toBe('latest.yml');
  });
});

describe('a version', () => {
  test.each([
    ['0.1.1', '0.1.0', true],
    ['0.10.0', '0.9.9', true],
    ['1.0.0', '0.99.99', true],
    ['1.0.0', '1.0.0-rc.1', true],
    ['0.1.0', '0.1.0', false],
    ['0.0.9', '0.1.0', false],
    ['0.9.9', '0.10.0', false],
    ['0.1.0', '0.1.1-rc.1', false],
    ['0.2.0-beta', '0.1.0', false],
    ['v0.2.0', '0.1.0', false],
    ['0.2', '0.1.0', false],
    ['0.2.0', 'unknown', false],
  ])('%s where %s runs is newer: %s', (version, running, newer) => {
    expect(isNewer(version, running)).toBe(newer);
  });

  test('of a release is three numbers', () => {
    expect(['0.0.0', '12.34.56'].map(isReleased)).toEqual([true, true]);
    expect(['01.0.0', '1.0', '1.0.0.0', '1.0.0+x', '1.0.0-x', ' 1.0.0', '1.0.0\n'].map(isReleased)).not.toContain(true);
  });
});
