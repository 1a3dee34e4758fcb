import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builderConfig } from '../../scripts/package/builder-config.mjs';
import { checkSigning, type Signing } from '../../scripts/package/signing.mjs';
import type { Staged } from '../../scripts/package/stage-app.mjs';
import type { ElectronRuntime } from '../../scripts/setup/electron-runtime.mjs';

const unsigned: Signing = { windows: null, mac: null };

describe('what electron-builder is told', () => {
  const runtime: ElectronRuntime = {
    kind: 'ordinary',
    version: '45.4.1',
    dist: '/there',
    executable: '/there/electron',
  };
  const staged: Staged = { app: '/app', beside: '/beside' };
  const config = (signing = unsigned, updateUrl: string | null = null): ReturnType<typeof builderConfig> =>
    builderConfig({ flavour: 'release', runtime, staged, output: '/out', signing, updateUrl, otherProcessors: true });

  test('Windows: for both processors, without an administrator, and the journals stay', () => {
    expect(config().win?.target).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }]);
    expect(config().nsis).toMatchObject({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false });
  });

  test('Windows: who signs is named, and what is not signed fails then', () => {
    expect(config().forceCodeSigning).toBe(false);
    const signed = config({ windows: { publisherName: 'Homing' }, mac: null });
    expect(signed.forceCodeSigning).toBe(true);
    expect(signed.win?.signtoolOptions).toEqual({ publisherName: 'Homing' });
    expect(signed.win?.verifyUpdateCodeSignature).toBeUndefined(); // checked, unless one says otherwise
  });

  test('macOS: hardened, with one entitlement, and notarised where it can be', () => {
    expect(config().mac).toMatchObject({ hardenedRuntime: true, notarize: false, identity: null });
    const { mac } = config({ windows: null, mac: { notarize: true } });
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    expect(mac).not.toHaveProperty('identity');
    const keys = readFileSync('resources/entitlements.mac.plist', 'utf8').match(/<key>[^<]+<\/key>/gu);
    expect(keys).toEqual(['<key>com.apple.security.cs.allow-jit</key>']);
  });

  test('no types of files, no addresses, no place for updates unless one is given', () => {
    expect(config()).toMatchObject({ fileAssociations: [], protocols: [], publish: null });
    expect(config(unsigned, 'https://a.example/')).toMatchObject({
      publish: { provider: 'generic', url: 'https://a.example/' },
    });
  });
});

describe('signing', () => {
  const certificate = { WIN_CSC_LINK: 'file.p12' };
  test.each<[string, NodeJS.Platform, Record<string, string>, Signing]>([
    ['nothing given', 'win32', {}, unsigned],
    ['empty secrets', 'win32', { WIN_CSC_LINK: '', CSC_LINK: '' }, unsigned],
    ['a publisher alone signs nothing', 'win32', { HOMING_WINDOWS_PUBLISHER: 'Homing' }, unsigned],
    [
      'Windows',
      'win32',
      { ...certificate, HOMING_WINDOWS_PUBLISHER: ' Homing ' },
      { windows: { publisherName: 'Homing' }, mac: null },
    ],
    ['elsewhere it is not asked for', 'linux', certificate, unsigned],
    ['macOS', 'darwin', { CSC_LINK: 'x' }, { windows: null, mac: { notarize: false } }],
    [
      'macOS, notarised',
      'darwin',
      { CSC_LINK: 'x', APPLE_ID: 'a', APPLE_APP_SPECIFIC_PASSWORD: 'b', APPLE_TEAM_ID: 'c' },
      { windows: null, mac: { notarize: true } },
    ],
  ])('%s', (_name, platform, env, signing) => {
    expect(checkSigning(env, platform)).toEqual(signing);
  });

  test('a certificate for Windows without the name of its publisher fails the build', () => {
    for (const env of [certificate, { CSC_LINK: 'x' }, { ...certificate, HOMING_WINDOWS_PUBLISHER: ' ' }])
      expect(() => checkSigning(env, 'win32')).toThrow(/HOMING_WINDOWS_PUBLISHER is not set/u);
  });

  test('half of what notarisation needs fails the build', () => {
    expect(() => checkSigning({ CSC_LINK: 'x', APPLE_API_KEY: 'k' }, 'darwin')).toThrow(
      /APPLE_API_KEY_ID, APPLE_API_ISSUER/u,
    );
  });
});
