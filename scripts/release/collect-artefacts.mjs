import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { SetUpError } from '../setup/run-command.mjs';
import { artefactsOf, feeds, systems, unsignedName } from './artefacts.mjs';
import { hasAuthenticode, hasNotarisation } from './code-signature.mjs';

/*
 * Puts together what the three systems built, in a folder that is made:
 *
 *   node scripts/release/collect-artefacts.mjs FROM INTO
 *
 * FROM holds a folder for each system: windows, macos, linux.
 */

/** @typedef {import('./artefacts.mjs').System} System */

/**
 * Copies what a release offers. What Windows and macOS do not know the maker of gets `-unsigned` in its name, and that system's feed stays
 * behind: an app does not update itself to something nobody answers for. Linux' files are signed afterwards, by our own key.
 * @param {string} from
 * @param {string} into
 * @param {string} version
 * @returns {Readonly<Record<'windows' | 'macos', boolean>>} whether their files are signed
 */
export function collectArtefacts(from, into, version) {
  mkdirSync(into, { recursive: true });
  const isSigned = {
    windows: isSignedBySystem('windows', from, version),
    macos: isSignedBySystem('macos', from, version),
  };
  for (const { system, name } of artefactsOf(version)) {
    const isKnown = system === 'linux' || isSigned[system];
    copy(join(from, system, name), join(into, isKnown ? name : unsignedName(name)));
  }
  for (const system of systems) {
    // Where none was built, the app is told of no place to look for one.
    const hasFeed = existsSync(join(from, system, feeds[system]));
    if (hasFeed && (system === 'linux' || isSigned[system])) writeFeed(system, into, version);
    for (const name of readdirSync(join(from, system)).filter((file) => file.endsWith('.cdx.json')))
      copy(join(from, system, name), join(into, name));
  }
  return isSigned;
}

/**
 * All of a system's files or none: half a signature is a build that went wrong.
 * @param {'windows' | 'macos'} system
 * @param {string} from
 * @param {string} version
 */
function isSignedBySystem(system, from, version) {
  const looksSigned = system === 'windows' ? hasAuthenticode : hasNotarisation;
  const ending = system === 'windows' ? '.exe' : '.zip';
  const signed = artefactsOf(version)
    .filter((artefact) => artefact.system === system && artefact.name.endsWith(ending))
    .map(({ name }) => {
      const path = join(from, system, name);
      if (!existsSync(path)) throw new SetUpError(`${path} was not built.`);
      return looksSigned(readFileSync(path));
    });
  if (new Set(signed).size !== 1) throw new SetUpError(`Only some of the files for ${system} are signed.`);
  return signed[0] === true;
}

/**
 * Writes a system's feed anew: electron-builder writes one for each of its runs, over the one before, and says how long a file is only where
 * it also writes what changed in it. The app takes no file of unknown length.
 * @param {System} system
 * @param {string} folder of the finished files
 * @param {string} version
 */
export function writeFeed(system, folder, version) {
  const files = artefactsOf(version)
    .filter((artefact) => artefact.system === system && artefact.isInFeed)
    .map(({ name }) => {
      const bytes = readFileSync(join(folder, name));
      return { url: name, sha512: createHash('sha512').update(bytes).digest('base64'), size: bytes.length };
    });
  const [first] = files;
  const feed = { version, files, path: first?.url, sha512: first?.sha512, releaseDate: new Date().toISOString() };
  writeFileSync(join(folder, feeds[system]), stringify(feed));
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  if (!existsSync(from)) throw new SetUpError(`${from} was not built.`);
  cpSync(from, to);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const isSigned = collectArtefacts(process.argv[2] ?? '', process.argv[3] ?? '', manifest.version);
    for (const [system, signed] of Object.entries(isSigned))
      console.log(`${system}: ${signed ? 'signed' : 'unsigned'}`);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
