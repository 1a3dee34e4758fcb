import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkout } from './checkout.mjs';
import { setUpDebianPackages, isDebian } from './debian-packages.mjs';
import * as fallback from './fallback-runtime.mjs';
import { node24 } from './npm-packages.mjs';
import { run, say } from './run-command.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'ordinary' | 'fallback'} kind
 * @property {string} version
 * @property {string} dist the folder that holds the executable
 * @property {string} executable
 */

const electronPackage = join(checkout, 'node_modules', 'electron');
const refusalNote = join(fallback.fallbackFolder, 'download-refused');
const dayMs = 24 * 60 * 60 * 1000;
const probeMs = 20_000;
const downloadMs = 15 * 60 * 1000;

/** @returns {ElectronRuntime | null} the runtime that set-up left here, without fetching anything */
export function findElectronRuntime() {
  return ordinaryRuntime() ?? fallbackRuntime();
}

/**
 * Gets Electron as its own package does, or else the fallback runtime; says which.
 * @returns {Promise<ElectronRuntime>}
 */
export async function setUpElectronRuntime() {
  const runtime = ordinaryRuntime() ?? (await downloadOrdinary()) ?? (await getFallback());
  say(
    runtime.kind === 'ordinary'
      ? `Electron runtime: ${runtime.version}`
      : `Electron runtime: ${runtime.version}, the fallback for closed networks, since the download of Electron was refused`,
  );
  return runtime;
}

/** @returns {ElectronRuntime | null} */
function ordinaryRuntime() {
  try {
    const dist = join(electronPackage, 'dist');
    const executable = join(dist, readFileSync(join(electronPackage, 'path.txt'), 'utf8'));
    const version = readFileSync(join(dist, 'version'), 'utf8').trim();
    return existsSync(executable) ? { kind: 'ordinary', version, dist, executable } : null;
  } catch {
    return null; // not downloaded yet
  }
}

/** @returns {ElectronRuntime | null} */
function fallbackRuntime() {
  if (!fallback.fallbackIsComplete()) return null;
  const dist = fallback.fallbackDist;
  return { kind: 'fallback', version: fallback.fallbackVersion, dist, executable: join(dist, 'electron') };
}

/** Tries the ordinary download, at most once a day where it was refused before. */
async function downloadOrdinary() {
  if (refusedToday()) return null;
  say('Electron: downloading the ordinary release');
  if (await releasePageAnswers()) {
    const installer = join(electronPackage, 'install.js');
    if ((await run(node24, [installer], { quiet: true, timeoutMs: downloadMs })) === 0) return ordinaryRuntime();
  }
  mkdirSync(dirname(refusalNote), { recursive: true });
  writeFileSync(refusalNote, '');
  return null;
}

function refusedToday() {
  return existsSync(refusalNote) && Date.now() - statSync(refusalNote).mtimeMs < dayMs;
}

/** A network that swallows packets would keep the installer waiting for very long; one small question tells sooner. */
async function releasePageAnswers() {
  const mirrored = Object.keys(process.env).some((name) =>
    /^(npm_config_)?electron_(mirror|get_use_proxy)$/iu.test(name),
  );
  if (mirrored) return true;
  try {
    const page = 'https://github.com/electron/electron/releases';
    await fetch(page, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeMs) });
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<ElectronRuntime>} */
async function getFallback() {
  const ready = fallbackRuntime();
  if (ready) return ready;
  if (isDebian) await setUpDebianPackages(['fallbackRuntime']);
  await fallback.setUpFallbackRuntime();
  const made = fallbackRuntime();
  if (!made) throw new Error('the fallback runtime is incomplete');
  return made;
}
