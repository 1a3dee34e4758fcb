import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { manifestName, writeManifest } from '../../main/updates/release-manifest.ts';
import { artefactsOf, feeds, systems } from '../../scripts/release/artefacts.mjs';
import { collectArtefacts } from '../../scripts/release/collect-artefacts.mjs';
import { signArtefacts } from '../../scripts/release/sign-artefacts.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { windowsProgram, zipOf } from './release-files.ts';

/** Of every release that is made here. */
export const version = '1.2.3';
/** Our own, for this test. */
export const keys = generateKeyPairSync('ed25519');

/** What a release is signed for. */
export interface Made {
  readonly windows?: boolean;
  readonly macos?: boolean;
  readonly linux?: boolean;
}

/** What the three systems' builds leave behind: real signs of a signature, made-up contents. */
export function build({ windows = true, macos = true }: Made): string {
  const folder = temporaryFolder('built');
  for (const system of systems) {
    mkdirSync(join(folder, system), { recursive: true });
    const own = artefactsOf(version).filter((artefact) => artefact.system === system);
    for (const { name } of own) writeFileSync(join(folder, system, name), contents(name, { windows, macos }));
    writeFileSync(
      join(folder, system, `homing-${version}-${system}.cdx.json`),
      JSON.stringify({ bomFormat: 'CycloneDX', metadata: { component: { version } } }),
    );
    // As electron-builder leaves it: without sizes, and of its last run alone.
    const files = own.slice(-1).map(({ name }) => ({ url: name, sha512: 'A' }));
    writeFileSync(join(folder, system, feeds[system]), stringify({ version, files }));
    writeFileSync(join(folder, system, 'builder-debug.yml'), 'not for people');
  }
  return folder;
}

function contents(name: string, { windows, macos }: Required<Omit<Made, 'linux'>>): Buffer {
  if (name.endsWith('.exe')) return windowsProgram(windows, name);
  if (name.endsWith('.zip'))
    return zipOf(['Homing.app/Contents/Info.plist', ...(macos ? ['Homing.app/Contents/CodeResources'] : [])]);
  return Buffer.from(name);
}

/** How a feed names a file. */
export function feedFile(folder: string, name: string): { url: string; sha512: string; size: number } {
  const bytes = readFileSync(join(folder, name));
  return { url: name, sha512: createHash('sha512').update(bytes).digest('base64'), size: bytes.length };
}

/** A whole release, as the workflow puts it together. */
export function makeRelease(made: Made = {}): string {
  const folder = temporaryFolder('release');
  collectArtefacts(build(made), folder, version);
  const signing = { folder, version, privateKeys: [keys.privateKey], publicKeys: [keys.publicKey] };
  if (made.linux ?? true) signArtefacts(signing);
  else rmSync(join(folder, feeds.linux));
  writeSums(folder);
  return folder;
}

/** Signs whatever is there, as whatever it is not. */
export function signAll(folder: string, as = version, key: KeyObject = keys.privateKey): void {
  const offered = readdirSync(folder).filter((name) => /\.(?:exe|dmg|zip|AppImage|deb|rpm)$/u.test(name));
  const files = offered.map((name) => {
    const bytes = readFileSync(join(folder, name));
    return { name, size: bytes.length, sha512: createHash('sha512').update(bytes).digest('hex') };
  });
  const text = writeManifest({ version: as, notes: [], files });
  writeFileSync(join(folder, manifestName(version)), text);
  writeFileSync(join(folder, `${manifestName(version)}.sig`), sign(null, Buffer.from(text), key));
}

/** Writes the sums of whatever is there. */
export function writeSums(folder: string): void {
  const names = readdirSync(folder).filter((name) => name !== 'SHA256SUMS');
  const lines = names.map(
    (name) =>
      `${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')}  ${name}\n`,
  );
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
}
