import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import packageFacts from '../../package.json' with { type: 'json' };
import { buildDeb } from '../../scripts/package/build-deb.mjs';
import { canRunElectron } from '../../scripts/setup/app-folder.mjs';
import { isDebian } from '../../scripts/setup/debian-packages.mjs';
import { outputOf } from '../../scripts/setup/run-command.mjs';
import { readEvents, runHoming } from '../cli/homing.ts';
import { waitForFinish } from '../e2e/support/walk.ts';
import { arriveAt, at, press } from '../e2e/support/wizard.ts';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { loadRealisticMail } from '../support/realistic-mail.ts';
import { raw } from '../e2e/support/scene.ts';
import { aptGet, changedFiles, installedFiles, installedVersion } from './support/apt.ts';
import { beginInstalledMove, type InstalledMove } from './support/installed-move.ts';
import { openInstalled } from './support/installed-window.ts';
import { makePerson, type Person } from './support/person.ts';
import { withVersion } from './support/with-version.ts';
import { withoutNamespaces } from './support/without-namespaces.ts';

/** It is installed for real, by apt. */
const mayInstall = isDebian && process.getuid?.() === 0 && canRunElectron();
const reason = mayInstall ? '' : ' (skipped: for root on Debian, with user namespaces)';
const older = '0.0.1';
const newer = packageFacts.version;

describe.runIf(mayInstall)(`the .deb${reason}`, () => {
  let folder: string;
  let packages: Readonly<Record<'older' | 'newer', string>>;
  let person: Person;
  let move: Promise<InstalledMove>;
  /** What must be undone in the end, the last thing first. */
  const undo: (() => Promise<unknown> | void)[] = [];
  let files: readonly string[];

  beforeAll(async () => {
    const found = await installedVersion();
    if (found !== null) {
      throw new Error(
        `Homing ${found} is installed on this machine; these tests install their own: apt-get purge homing`,
      );
    }
    folder = mkdtempSync(join(tmpdir(), 'homing-deb-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    chmodSync(folder, 0o755);
    packages = await preparePackages(folder);
    person = makePerson(folder, inject('display'));
    undo.push(() => person.remove());
    undo.push(async () => (await installedVersion()) === null || (await aptGet('purge', 'homing')));
    await aptGet('install', packages.older);
    // Awaited where it is needed.
    move = beginInstalledMove(inject('display'));
    undo.push(() =>
      move.then(
        ({ close }) => close(),
        () => undefined,
      ),
    );
  }, 300_000);

  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, 120_000);

  test('installs what it says, as it says', async () => {
    expect(await installedVersion()).toBe(older);
    expect(await changedFiles()).toBe('');
    files = await installedFiles();
    expect(files).toEqual(
      expect.arrayContaining(['/usr/bin/homing', '/usr/share/applications/org.homing.app.desktop']),
    );
    const owned = files.map((file) => ({ file, ...pick(file) }));
    expect(owned.filter(({ uid, gid }) => uid !== 0 || gid !== 0)).toEqual([]);
    // Nobody but root may write to it, and one file may do as root does: Chromium's own.
    expect(owned.filter(({ mode }) => (mode & 0o022) !== 0)).toEqual([]);
    const special = owned.filter(({ mode }) => (mode & 0o7000) !== 0);
    expect(special).toMatchObject([{ file: '/usr/lib/homing/chrome-sandbox', mode: 0o4755 }]);
  });

  describe('used by somebody', { concurrent: true }, () => {
    test('runs the practice move in its window, to the receipt', { timeout: 120_000 }, async () => {
      const window = await openInstalled(person);
      try {
        const here = at(window);
        await press(here, 'home.practice.start');
        await here.page
          .getByRole('heading', { level: 1, name: here.say('receipt.title') })
          .waitFor({ timeout: 90_000 });
        await here.page.getByText(here.say('receipt.all')).waitFor();
        expect(window.complaints).toEqual([]);
      } finally {
        await window.kill();
      }
    });

    test('moves mail between two servers on the command line, to the last byte', { timeout: 120_000 }, async () => {
      const { scene } = await move;
      await loadRealisticMail(raw(scene.old, 'cli@old.example'), { seed: 5, messages: 60, bytes: 3e5 });
      const ca = join(person.home, 'ca.pem');
      writeFileSync(ca, scene.old.caPem + scene.new.caPem);
      const [from, to] = [scene.old, scene.new].map(({ port }) => `127.0.0.1:${String(port)}`);
      const ends = [
        '--from',
        `imaps://cli%40old.example@${from ?? ''}`,
        '--to',
        `imaps://cli%40new.example@${to ?? ''}`,
      ];
      const { code, stdout, stderr } = await runHoming(
        ['run', ...ends, '--ca', ca, '--json'],
        {
          ...nothingOf(process.env),
          ...person.env,
          DISPLAY: undefined,
          HOMING_FROM_PASSWORD: scene.old.password,
          HOMING_TO_PASSWORD: scene.new.password,
        },
        [...person.prefix, 'homing'],
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(readEvents(stdout).at(-1)).toMatchObject({ event: 'done', copied: 60, failed: 0, waiting: 0 });
      await assertSameMailboxes(raw(scene.old, 'cli@old.example'), raw(scene.new, 'cli@new.example'));
    });
  });

  test('starts where ordinary people may make no user namespaces', async () => {
    const { code, stdout, stderr } = await withoutNamespaces([...person.prefix, 'homing', '--version'], person.env);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `homing ${newer}\n`, stderr: '' });
  });

  test('is upgraded in the middle of a move, which goes on and ends exact', { timeout: 240_000 }, async () => {
    const { scene, line, window, open } = await move;
    const told = await aptGet('install', packages.newer);
    expect(told).toContain('Homing is running. It stays the version it was');
    expect(await installedVersion()).toBe(newer);
    expect(await changedFiles()).toBe('');
    // The one that runs has its own files still: a new page takes a new process.
    await window.page.reload();
    await arriveAt(at(window), 'copying');
    expect(window.complaints).toEqual([]);
    await window.kill();
    line.resume();
    const again = await open();
    const here = at(again);
    await arriveAt(here, 'copying');
    await waitForFinish(here, 120_000);
    expect(again.complaints).toEqual([]);
    await again.kill();
    await assertSameMailboxes(raw(scene.old), raw(scene.new));
  });

  test('is removed, and leaves people what is theirs', { timeout: 120_000 }, async () => {
    const kept = [join(person.home, '.config', 'Homing'), join(person.home, '.local', 'state', 'homing')];
    const noted = kept.map((place) => readdirSync(place).sort());
    expect(noted.map((names) => names.includes('homing.sqlite') || names.includes('journal.sqlite'))).toEqual([
      true,
      true,
    ]);
    await aptGet('remove', 'homing');
    expect(existsSync('/usr/bin/homing')).toBe(false);
    const told = await aptGet('purge', 'homing');
    for (const place of kept) expect(told).toContain(place);
    expect(kept.map((place) => readdirSync(place).sort())).toEqual(noted);
    expect(await installedVersion()).toBeNull();
    expect(files.filter((file) => existsSync(file))).toEqual([]);
    expect(['/usr/lib/homing', '/etc/apparmor.d/homing'].filter((path) => existsSync(path))).toEqual([]);
  });
});

/** The package that is to be published or, while it is worked on, one of what was packed; and the same with a lower version. */
async function preparePackages(output: string): Promise<Record<'older' | 'newer', string>> {
  const arch = outputOf('dpkg', ['--print-architecture']) ?? '';
  const unpacked = dirname(inject('packages').release);
  const finished = process.env['HOMING_ARTEFACTS'];
  const given =
    finished === undefined
      ? await buildDeb({ unpacked, output, arch, version: newer, compression: 'none' })
      : join(finished, `homing_${newer}_${arch}.deb`);
  return { older: withVersion(given, older, output), newer: given };
}

function pick(file: string): { readonly uid: number; readonly gid: number; readonly mode: number } {
  const { uid, gid, mode } = statSync(file);
  return { uid, gid, mode: mode & 0o7777 };
}

/** None of these variables. */
function nothingOf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.keys(environment).map((name) => [name, undefined]));
}
