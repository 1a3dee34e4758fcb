import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { buildLinuxTarget } from '../../scripts/package/linux-targets.mjs';
import type { Signing } from '../../scripts/package/signing.mjs';
import { stageApp, type Staged } from '../../scripts/package/stage-app.mjs';
import { findElectronRuntime } from '../../scripts/setup/electron-runtime.mjs';
import { entryOf } from '../support/desktop-entry.ts';

const linux = join('resources', 'linux');
const unsigned: Signing = { windows: null, mac: null };

/* electron-builder says what it would make, and makes nothing: its tools are not everywhere. */
describe.runIf(process.platform === 'linux')('AppImage and rpm', () => {
  const runtime = findElectronRuntime();
  let folder: string;
  let staged: Staged;
  /** The packed app without its large files, which nobody looks at here. */
  let unpacked: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'homing-linux-'));
    unpacked = join(folder, 'unpacked');
    cpSync(dirname(inject('packages').release), unpacked, {
      recursive: true,
      filter: (file) => statSync(file).isDirectory() || statSync(file).size < 200_000,
    });
    if (runtime) staged = stageApp({ runtime, folder: join(folder, 'staged'), version: '1.2.3' });
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the tool would be given, and which files would be in the package. */
  async function plan(kind: 'AppImage' | 'rpm'): Promise<{ given: unknown; folder: string }> {
    if (!runtime) throw new Error('no runtime');
    const given: unknown[] = [];
    const kept = join(folder, `kept-${kind}`);
    const build = {
      unpacked,
      output: folder,
      staged,
      runtime,
      signing: unsigned,
      updateUrl: 'https://updates.example/',
    };
    await buildLinuxTarget(kind, build, (options) => {
      cpSync(join(folder, `for-${kind}`), kept, { recursive: true });
      // Its scripts, which are gone afterwards.
      for (const [index, arg] of kind === 'rpm' ? (options as [readonly string[]])[0].entries() : []) {
        const value = (options as [readonly string[]])[0][index + 1] ?? '';
        if (/^--after-(?:install|remove)$/u.test(arg)) cpSync(value, join(kept, arg.slice(2)));
      }
      given.push(options);
      return Promise.resolve(true);
    });
    expect(given).toHaveLength(1);
    return { given: given[0], folder: kept };
  }

  test('the AppImage starts by our own script, and its menu entry says what the file says', async () => {
    const { given, folder: made } = await plan('AppImage');
    const { desktop, desktopFileName } = given as { desktop: string; desktopFileName: string };
    const { Exec, 'X-AppImage-Version': version, ...entry } = entryOf(desktop);
    expect([desktopFileName, Exec, version]).toEqual(['org.homing.app.desktop', 'AppRun %U', '1.2.3']);
    const { Exec: _ours, ...file } = entryOf(readFileSync(join(linux, 'org.homing.app.desktop'), 'utf8'));
    expect(entry).toEqual(file);
    expect(readFileSync(join(made, 'AppRun'), 'utf8')).toBe(readFileSync(join(linux, 'AppRun'), 'utf8'));
    expect(existsSync(join(made, 'usr/share/metainfo/org.homing.app.appdata.xml'))).toBe(true);
    expect(readFileSync(join(made, 'resources/app-update.yml'), 'utf8')).toContain('https://updates.example/');
    expect(existsSync(join(dirname(inject('packages').release), 'AppRun')), 'the packed app stays as it is').toBe(
      false,
    );
  });

  test('the rpm brings its files, and does not update itself', async () => {
    vi.stubEnv('HOMING_HOME_PAGE', 'https://homing.example/');
    const { given, folder: made } = await plan('rpm');
    const [args] = given as [readonly string[]];
    const targets = args.flatMap((arg) => /=(?<to>\/.*)$/u.exec(arg)?.groups?.['to'] ?? []);
    expect(targets).toEqual(
      expect.arrayContaining([
        '/opt/Homing',
        '/usr/share/metainfo/org.homing.app.metainfo.xml',
        '/usr/share/man/man1/homing.1',
        '/usr/share/applications/org.homing.app.desktop',
        '/usr/share/icons/hicolor/48x48/apps/homing.png',
      ]),
    );
    for (const source of args.flatMap((arg) => /^(?<from>\/.*)=\/usr\/share/u.exec(arg)?.groups?.['from'] ?? []))
      if (!source.startsWith(tmpdir())) expect(existsSync(source), source).toBe(true);
    expect(existsSync(join(made, 'resources/app-update.yml'))).toBe(false);
    for (const name of ['after-install', 'after-remove'])
      expect(readFileSync(join(made, name), 'utf8')).toBe(readFileSync(join(linux, 'rpm', `${name}.sh`), 'utf8'));
  });

  test.each(['en', 'fr'])(
    'without user namespaces the AppImage does not start, and says what to do (%s)',
    (language) => {
      const bin = mkdtempSync(join(folder, 'bin-'));
      for (const [name, text] of Object.entries({ unshare: 'exit 1', homing: 'echo started' })) {
        writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
      }
      const env = { PATH: `${bin}:/usr/bin:/bin`, APPDIR: bin, LANG: `${language}_XX.UTF-8` };
      const { status, stdout, stderr } = spawnSync('sh', [join(linux, 'AppRun')], { env, encoding: 'utf8' });
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain(
        language === 'fr' ? 'Installez le paquet .deb ou .rpm' : "Install Homing's .deb or .rpm",
      );
    },
  );

  test('with them it starts what lies beside it, with all arguments', () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    for (const [name, text] of Object.entries({ unshare: 'exit 0', 'bin-homing': 'printf "%s|" "$@"' })) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    }
    cpSync(join(bin, 'bin-homing'), join(bin, 'bin', 'homing'));
    const env = { PATH: `${bin}:/usr/bin:/bin`, APPDIR: bin };
    const { stdout } = spawnSync('sh', [join(linux, 'AppRun'), 'run', 'a b', ''], { env, encoding: 'utf8' });
    expect(stdout).toBe('run|a b||');
  });
});
