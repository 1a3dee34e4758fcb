import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeInstallers } from '../../scripts/package/make-installers.mjs';
import { isDebian } from '../../scripts/setup/debian-packages.mjs';
import { findElectronRuntime } from '../../scripts/setup/electron-runtime.mjs';
import { node24 } from '../../scripts/setup/npm-packages.mjs';

const runtime = findElectronRuntime();

describe.runIf(isDebian && runtime)('npm run dist on Debian', () => {
  let output: string;
  let result: Awaited<ReturnType<typeof makeInstallers>>;
  beforeAll(async () => {
    if (!runtime) return;
    output = mkdtempSync(join(tmpdir(), 'homing-dist-'));
    const staged = { app: join(output, 'staged', 'app'), beside: join(output, 'staged', 'beside') };
    const making = { runtime, staged, output, version: '1.2.3', compression: 'none' as const };
    result = await makeInstallers({
      ...making,
      signing: { windows: null, mac: null },
      updateUrl: 'https://updates.example/',
    });
  });
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  test('makes the .deb, and everything else or says why not', () => {
    const mark = runtime?.kind === 'fallback' ? '-not-for-publishing' : '';
    expect(result.made.map((file) => basename(file))).toContainEqual(
      expect.stringMatching(new RegExp(`^homing_1\\.2\\.3_[a-z0-9]+${mark}\\.deb$`, 'u')),
    );
    expect(result.made.length + result.left.length).toBe(3);
    for (const { what, why } of result.left) {
      expect(['AppImage', 'rpm']).toContain(what);
      expect(why.length).toBeGreaterThan(10);
      expect(why).not.toMatch(/\n|\bat .*:\d+:\d+/u);
    }
  });

  test('leaves nothing else behind than the unpacked app, the list of parts and the sums, which are right', () => {
    const made = result.made.map((file) => basename(file));
    const feeds = readdirSync(output).filter((name) => /^latest-linux.*\.yml$/u.test(name));
    expect(readdirSync(output).sort()).toEqual(
      [...made, ...feeds, 'SHA256SUMS', 'homing-1.2.3-linux.cdx.json', 'linux-unpacked'].sort(),
    );
    const { status, stdout } = spawnSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: output, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout.match(/: OK$/gmu)).toHaveLength(made.length + 1);
  });

  test('the .deb knows where to look for newer versions, and the unpacked app does not', () => {
    const deb = result.made.find((file) => file.endsWith('.deb')) ?? '';
    const file = (name: string): string =>
      spawnSync('sh', ['-c', `dpkg-deb --fsys-tarfile "$0" | tar -xO --wildcards "*/resources/${name}"`, deb], {
        encoding: 'utf8',
        maxBuffer: 10_000_000,
      }).stdout;
    expect(file('app-update.yml')).toBe(
      'provider: generic\nurl: "https://updates.example/"\nupdaterCacheDirName: homing-updater\n',
    );
    expect(file('package-type')).toBe('deb');
    expect(readdirSync(join(output, 'linux-unpacked', 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  });
});

describe('npm run dist, asked for', () => {
  const dist = (...args: readonly string[]): { status: number | null; stderr: string } =>
    spawnSync(node24, ['scripts/package/make-installers.mjs', ...args], { encoding: 'utf8' });

  test.runIf(runtime?.kind === 'fallback')(
    'a release, refuses the runtime of closed networks before it does anything',
    () => {
      const { status, stderr } = dist('--release');
      expect(status).toBe(1);
      expect(stderr.trim()).toMatch(/^A release is made with the current Electron, and here is only 33\.2\.1/u);
      expect(stderr).not.toMatch(/\bat /u);
    },
  );

  test('what it does not know, says what it knows', () => {
    expect(dist('--fast')).toMatchObject({
      status: 1,
      stderr: 'There is no option --fast. Usage: npm run dist [-- --release]\n',
    });
  });
});
