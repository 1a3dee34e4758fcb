import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { artefactsOf } from '../../scripts/release/artefacts.mjs';
import { collectArtefacts } from '../../scripts/release/collect-artefacts.mjs';
import { releaseNotes } from '../../scripts/release/release-notes.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { build, makeRelease, version, type Made } from './made-release.ts';
import { windowsProgram } from './release-files.ts';

const exe = `homing-${version}-win-x64.exe`;
const deb = `homing_${version}_amd64.deb`;

describe('what the systems built is put together', () => {
  test('only when all of a system is signed, or nothing', () => {
    const built = build({});
    writeFileSync(join(built, 'windows', exe), windowsProgram(false, exe));
    expect(() => collectArtefacts(built, temporaryFolder('half'), version)).toThrow(
      'Only some of the files for windows',
    );
  });

  test('only when everything was built', () => {
    const built = build({});
    rmSync(join(built, 'linux', deb));
    expect(() => collectArtefacts(built, temporaryFolder('missing'), version)).toThrow(`${deb} was not built`);
  });
});

describe('the notes of a release', () => {
  const guide = 'https://example.org/releasing.md';

  test('name each file that is there, and warn of nothing where everything is signed', () => {
    const notes = releaseNotes(readdirSync(makeRelease()), version, guide);
    for (const { name } of artefactsOf(version).filter((each) => !each.name.endsWith('.zip')))
      expect(notes).toContain(`\`${name}\``);
    expect(notes).toContain('Signed for Windows, macOS and Linux.');
    expect(notes).not.toContain('unsigned');
    expect(notes).toContain(`(${guide}#check-a-download)`);
  });

  test.each<[Made, string, readonly string[]]>([
    [{ windows: false }, 'Windows protected your PC', ['Privacy & Security', 'Linux: without']],
    [{ macos: false }, 'Privacy & Security', ['Windows protected', 'Linux: without']],
    [{ linux: false, windows: false, macos: false }, 'Linux: without our signature', []],
  ])('warn of what is not: %o', (made, warning, others) => {
    const names = readdirSync(makeRelease(made));
    const notes = releaseNotes(names, version, guide);
    expect(notes).toContain(warning);
    expect(notes).toContain('does not look for new versions');
    for (const other of others) expect(notes).not.toContain(other);
    for (const [, file = ''] of notes.matchAll(/\| `(\S+)` \|/gu)) expect(names).toContain(file);
  });
});
