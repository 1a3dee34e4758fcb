import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { checkFuses, readFuses } from '../package/fuses.mjs';
import { SetUpError } from '../setup/run-command.mjs';
import { hasAuthenticode } from './code-signature.mjs';

/*
 * Ends with 1 unless what electron-builder packed, on the system it is for, may be published:
 *
 *   node scripts/release/check-packed.mjs FOLDER
 *
 * FOLDER holds the unpacked apps, of which the installers were made.
 */

/** Where electron-builder puts each unpacked app's executable, and from there its resources. */
const apps = [
  { executables: 'win*-unpacked/*.exe', resources: '../resources' },
  { executables: 'mac*/*.app/Contents/MacOS/*', resources: '../../Resources' },
  { executables: 'linux*-unpacked/homing', resources: '../resources' },
];

/** A place in the fuse wire (WasmTrapHandlers) that the fallback runtime is too old to have. */
const fuseOfCurrentElectron = 8;

/**
 * Everything that speaks against publishing an app, in words.
 * @param {string} executable
 * @param {string} resources
 * @returns {Promise<readonly string[]>}
 */
export async function packedProblems(executable, resources) {
  return [...(await fuseProblems(executable)), ...updateProblems(executable, resources)];
}

/** @param {string} executable */
async function fuseProblems(executable) {
  /** @type {string[]} */
  const problems = [];
  if (!(fuseOfCurrentElectron in (await readFuses(executable))))
    problems.push('It is packed with the fallback runtime, which is for tests only.');
  try {
    await checkFuses(executable, 'release');
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    problems.push(error.message);
  }
  return problems;
}

/**
 * electron-updater takes any publisher's installer where no publisher is named: it fails open, we do not.
 * @param {string} executable
 * @param {string} resources
 */
export function updateProblems(executable, resources) {
  const file = join(resources, 'app-update.yml');
  const isForWindows = executable.endsWith('.exe');
  const isSignedForWindows = isForWindows && hasAuthenticode(readFileSync(executable));
  if (!existsSync(file)) return [];
  const config = /** @type {{ url?: unknown, publisherName?: unknown }} */ (parse(readFileSync(file, 'utf8')));
  return [
    ...(String(config.url).startsWith('https://') ? [] : ['app-update.yml names no https address.']),
    ...(isSignedForWindows && ![config.publisherName].flat().some((name) => typeof name === 'string' && name !== '')
      ? ["It is signed, but app-update.yml names no publisher: the app would install anybody's update."]
      : []),
    ...(isForWindows && !isSignedForWindows && config.publisherName
      ? ['app-update.yml names a publisher, but the program is not signed.']
      : []),
  ];
}

/** @param {string} folder */
async function main(folder) {
  const found = apps.flatMap(({ executables, resources }) =>
    globSync(executables, { cwd: folder }).map((path) => ({
      executable: join(folder, path),
      resources: join(folder, path, resources),
    })),
  );
  if (found.length === 0) throw new SetUpError(`There is no packed app in ${folder}.`);
  for (const { executable, resources } of found) {
    const problems = await packedProblems(executable, resources);
    console.log(`${executable}: ${problems.length === 0 ? 'may be published' : ''}`);
    for (const problem of problems) console.log(`- ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await main(process.argv[2] ?? '');
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
