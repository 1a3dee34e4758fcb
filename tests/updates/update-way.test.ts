import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findUpdateWay, type PackageFacts, type UpdateWay } from '../../main/updates/update-way.ts';

const key = createPublicKey(generateKeyPairSync('ed25519').privateKey);
const feed = { provider: 'generic', url: 'https://downloads.example.org/homing' };

const facts: PackageFacts = {
  isPackaged: true,
  platform: 'linux',
  config: feed,
  packageType: null,
  appImage: '/home/ada/Homing.AppImage',
  keys: [key],
  isSignedMac: () => Promise.resolve(true),
};

describe('a build gets new versions', () => {
  test.each<{ what: string; of: Partial<PackageFacts>; installer: string }>([
    { what: 'as an AppImage', of: {}, installer: 'appimage' },
    { what: 'as a .deb', of: { packageType: 'deb' }, installer: 'deb' },
    { what: 'as a .deb that an AppImage started', of: { packageType: 'deb', appImage: '/x' }, installer: 'deb' },
    {
      what: 'on Windows, with its publisher’s name',
      of: { platform: 'win32', config: { ...feed, publisherName: ['Homing'] }, keys: [] },
      installer: 'nsis',
    },
    { what: 'on a Mac that knows who signed it', of: { platform: 'darwin', keys: [] }, installer: 'mac' },
  ])('$what', async ({ of, installer }) => {
    const way = await findUpdateWay({ ...facts, ...of });
    expect(way).toMatchObject({ kind: 'on', installer, keys: of.keys ?? [key] });
    expect(way.kind === 'on' && way.feed.href).toBe('https://downloads.example.org/homing/');
  });
});

describe('a build never looks for new versions', () => {
  const config = (change: object): Partial<PackageFacts> => ({ config: { ...feed, ...change } });
  test.each<{ what: string; of: Partial<PackageFacts>; why: Extract<UpdateWay, { kind: 'off' }>['why'] }>([
    { what: 'from its source', of: { isPackaged: false }, why: 'source' },
    { what: 'without a feed', of: { config: undefined }, why: 'not-set-up' },
    { what: 'with a feed that is none', of: { config: 'https://downloads.example.org' }, why: 'not-set-up' },
    { what: 'with an unencrypted feed', of: config({ url: 'http://downloads.example.org' }), why: 'not-set-up' },
    { what: 'with a feed on its own disk', of: config({ url: 'file:///tmp' }), why: 'not-set-up' },
    { what: 'with a feed for one person', of: config({ url: 'https://me:pw@example.org/' }), why: 'not-set-up' },
    { what: 'with a feed that asks a question', of: config({ url: 'https://example.org/?id=1' }), why: 'not-set-up' },
    { what: 'with another kind of feed', of: config({ provider: 'github' }), why: 'not-set-up' },
    { what: 'on Linux without a key', of: { keys: [] }, why: 'unsigned' },
    { what: 'as a .deb without a key', of: { keys: [], packageType: 'deb' }, why: 'unsigned' },
    { what: 'as an .rpm', of: { packageType: 'rpm' }, why: 'package-manager' },
    { what: 'as a package of a kind to come', of: { packageType: '' }, why: 'package-manager' },
    { what: 'from a folder', of: { appImage: null }, why: 'folder' },
    { what: 'on Windows without its publisher’s name', of: { platform: 'win32' }, why: 'unsigned' },
    {
      what: 'on Windows with an empty name',
      of: { platform: 'win32', ...config({ publisherName: [''] }) },
      why: 'unsigned',
    },
    {
      what: 'on Windows with no name in the list',
      of: { platform: 'win32', ...config({ publisherName: [] }) },
      why: 'unsigned',
    },
    {
      what: 'on a Mac that does not know who signed it',
      of: { platform: 'darwin', isSignedMac: () => Promise.resolve(false) },
      why: 'unsigned',
    },
    { what: 'on another system', of: { platform: 'freebsd' }, why: 'not-set-up' },
  ])('$what', async ({ of, why }) => {
    expect(await findUpdateWay({ ...facts, ...of })).toEqual({ kind: 'off', why });
  });
});
