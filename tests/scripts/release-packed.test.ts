import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hasAuthenticode, hasNotarisation } from '../../scripts/release/code-signature.mjs';
import { updateProblems } from '../../scripts/release/check-packed.mjs';
import { windowsProgram, zipOf } from './release-files.ts';

const top = mkdtempSync(join(tmpdir(), 'homing-packed-'));
afterAll(() => rmSync(top, { recursive: true }));

interface Packed {
  readonly executable: string;
  readonly isSigned?: boolean;
  readonly config: string | null;
}

function pack({ executable, isSigned = false, config }: Packed): readonly string[] {
  const folder = mkdtempSync(join(top, 'app-'));
  writeFileSync(join(folder, executable), windowsProgram(isSigned, executable));
  if (config !== null) writeFileSync(join(folder, 'app-update.yml'), config);
  return updateProblems(join(folder, executable), folder);
}

const place = 'provider: generic\nurl: https://updates.example/homing\n';
const publisher = 'publisherName:\n  - Homing Authors\n';

test.each<[string, Packed, readonly RegExp[]]>([
  ['updates of its publisher', { executable: 'Homing.exe', isSigned: true, config: place + publisher }, []],
  ['no updates, signed', { executable: 'Homing.exe', isSigned: true, config: null }, []],
  ['no updates, unsigned', { executable: 'Homing.exe', config: null }, []],
  ['updates on Linux', { executable: 'homing', config: place }, []],
  ['updates of anybody', { executable: 'Homing.exe', isSigned: true, config: place }, [/names no publisher/u]],
  [
    'updates of nobody in particular',
    { executable: 'Homing.exe', isSigned: true, config: `${place}publisherName: ['']\n` },
    [/names no publisher/u],
  ],
  ['a publisher who signed nothing', { executable: 'Homing.exe', config: place + publisher }, [/is not signed/u]],
  ['an open connection', { executable: 'homing', config: place.replace('https', 'http') }, [/no https address/u]],
])('a packed app with %s', (_name, packed, problems) => {
  const found = pack(packed);
  expect(found).toHaveLength(problems.length);
  for (const [index, problem] of problems.entries()) expect(found[index]).toMatch(problem);
});

test('a Windows program is signed when it has a table of certificates, and only then', () => {
  expect(hasAuthenticode(windowsProgram(true, ''))).toBe(true);
  expect(hasAuthenticode(windowsProgram(false, ''))).toBe(false);
  // Cut off: the table leads out of the file.
  expect(hasAuthenticode(windowsProgram(true, '').subarray(0, 0x320))).toBe(false);
  for (const bytes of ['', 'MZ', 'PK', 'x'.repeat(1_000)]) expect(hasAuthenticode(Buffer.from(bytes))).toBe(false);
});

test('an app for macOS is notarised when the ticket lies in it, and not by a signature that anybody can make', () => {
  expect(hasNotarisation(zipOf(['Homing.app/Contents/MacOS/Homing', 'Homing.app/Contents/CodeResources']))).toBe(true);
  expect(hasNotarisation(zipOf(['Homing.app/Contents/_CodeSignature/CodeResources']))).toBe(false);
  expect(hasNotarisation(zipOf(['Homing.app/Contents/Frameworks/x.app/Contents/CodeResources']))).toBe(false);
  for (const bytes of ['', 'PK\u0005\u0006', 'x'.repeat(1_000)])
    expect(hasNotarisation(Buffer.from(bytes))).toBe(false);
});
