import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setUp, setUpPackages } from './setup.mjs';
import { checkout } from './setup/checkout.mjs';
import { SetUpError } from './setup/run-command.mjs';
import { startBeside } from './test/beside.mjs';
import { hasCommand } from './test/has-command.mjs';
import { headline } from './test/headline.mjs';
import { projects } from './test/projects.mjs';
import { runVitest, runWithServers } from './test/run-vitest.mjs';
import { staticChecks } from './test/static-checks.mjs';
import { addTallies, closingLine, isGood } from './test/tally.mjs';

/** @typedef {import('./test/tally.mjs').Tally} Tally */

const nothing = /** @type {const} */ ({ passed: 0, failed: 0, skipped: 0 });
const { values: asked } = parseArgs({
  options: {
    /** For systems without Debian's servers: what needs nothing but npm's packages. */
    quick: { type: 'boolean', default: false },
    /** A folder of finished installers: only what people download is tested, and where a test can take them, it does. */
    packages: { type: 'string' },
  },
});
/** Beginnings of the paths of such tests. */
const quickFolders = [
  ...['shared', 'engine', 'journal', 'electron', 'scripts', 'updates'].map((folder) => `tests/${folder}/`),
  'tests/services/desk-',
  'tests/architecture.test.ts',
];
process.chdir(checkout);

try {
  const tally = addTallies(
    await (asked.quick ? quickParts() : asked.packages ? finishedPackages(asked.packages) : allParts()),
  );
  console.log(`\n${closingLine(tally)}`);
  process.exitCode = isGood(tally) ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`\n${error.message}`);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}

async function quickParts() {
  await setUp('terminal');
  const checks = await staticChecks();
  headline('Unit and engine tests');
  return [checks, await runVitest([...projects.packagesAlone, ...projects.servers], quickFolders)];
}

/** @param {string} folder */
async function finishedPackages(folder) {
  await setUp('tests');
  process.env['HOMING_ARTEFACTS'] = resolve(folder);
  headline('What people download');
  return [await runWithServers(projects.download)];
}

/** On a machine that has nothing, set-up goes on for minutes beside the first of them. */
async function allParts() {
  await setUpPackages('tests');
  const servers = setUpBeside('servers');
  const electron = setUpBeside('electron');
  return [
    await staticChecks(),
    await unitTests(),
    await ended(servers, 'Set-up: the servers'),
    await withServers(),
    await ended(electron, 'Set-up: Electron'),
    await window(),
  ];
}

/** @param {keyof typeof import('./setup.mjs').slowParts} part */
function setUpBeside(part) {
  return startBeside(process.execPath, [fileURLToPath(new URL('set-up-part.mjs', import.meta.url)), part]);
}

/**
 * Waits for a part of set-up. Only its failure counts; what needs the part is then reported as skipped.
 * @param {import('./test/beside.mjs').Beside} part
 * @param {string} name
 * @returns {Promise<Tally>}
 */
async function ended(part, name) {
  headline(name);
  const isReady = await part.show();
  console.log(isReady ? '✓ ready' : '✗ failed');
  return isReady ? nothing : { ...nothing, failed: 1 };
}

async function unitTests() {
  headline('Unit tests');
  return runVitest(projects.packagesAlone);
}

/**
 * Integration tests, and the page alone in plain Chromium: in one run, so that one's work fills the other's waits.
 * @returns {Promise<Tally>}
 */
async function withServers() {
  const hasChromium = ['chromium-headless-shell', 'chromium', 'chromium-browser'].some(hasCommand);
  headline(`Integration tests${hasChromium ? ', and the page' : ''}`);
  const tally = await runWithServers([...projects.servers, ...(hasChromium ? projects.browser : [])]);
  if (hasChromium) return tally;
  console.log('The page is skipped: there is no Chromium, which set-up installs on Debian only');
  return addTallies([tally, { ...nothing, skipped: 1 }]);
}

/** The built app in a real window, then what people download. @returns {Promise<Tally>} */
async function window() {
  headline('The window');
  const { canRunElectron } = await import('./setup/app-folder.mjs');
  const { findElectronRuntime } = await import('./setup/electron-runtime.mjs');
  const runtime = findElectronRuntime();
  if (!runtime || !canRunElectron()) {
    console.log(`Skipped: ${runtime ? 'this container gives root no user namespace' : 'there is no Electron runtime'}`);
    return { ...nothing, skipped: 1 };
  }
  console.log(
    `On Electron ${runtime.version}${runtime.kind === 'fallback' ? ', the fallback for closed networks' : ''}`,
  );
  const inWindow = await runWithServers(projects.window);
  headline('What people download');
  return addTallies([inWindow, await runWithServers(projects.download)]);
}
