import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setUp } from './setup.mjs';
import { checkout } from './setup/checkout.mjs';
import { node24 } from './setup/npm-packages.mjs';
import { outputOf, run, SetUpError } from './setup/run-command.mjs';
import { canRunServer } from './setup/server-folders.mjs';
import { addTallies, closingLine, isGood, tallyVitest } from './test/tally.mjs';

/** @typedef {import('./test/tally.mjs').Tally} Tally */

/** What set-up gets on Debian only, some of it for root only, and the module by which tests use it. */
const servers = [
  { name: 'Dovecot', isHere: () => hasCommand('dovecot'), usedBy: 'tests/support/dovecot.ts' },
  { name: 'a keyring', isHere: () => hasCommand('gnome-keyring-daemon'), usedBy: 'tests/support/secret-service.ts' },
  { name: 'Cyrus', isHere: () => canRunServer('cyrus'), usedBy: 'tests/support/servers/cyrus.ts' },
  { name: 'Courier', isHere: () => canRunServer('courier'), usedBy: 'tests/support/servers/courier.ts' },
];

const results = join(checkout, 'test-results');
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
  await setUp(asked.quick ? 'terminal' : 'tests');
  const tally = addTallies(await (asked.quick ? quickParts() : asked.packages ? finishedPackages() : allParts()));
  console.log(`\n${closingLine(tally)}`);
  process.exitCode = isGood(tally) ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`\n${error.message}`);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}

/** Each check counts as one test. */
async function staticChecks() {
  /** @type {readonly (readonly [string, string, ...string[]])[]} */
  const checks = [
    ['Types', 'typescript/bin/tsc', '--noEmit'],
    ['Lint', 'oxlint/bin/oxlint', '--type-aware', '--quiet'],
    ['Format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    ['Unused code and packages', 'knip/bin/knip.js', '--no-progress'],
  ];
  // Side by side, and shown in their order.
  const running = checks.map(async ([name, script, ...args]) => ({ name, ...(await outputOfTool(script, args)) }));
  /** @type {Tally[]} */
  const tallies = [];
  for (const check of running) {
    const { name, isFine, said } = await check;
    headline(name);
    console.log(`${said}${isFine ? '✓ passed' : '✗ failed'}`);
    tallies.push({ passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 });
  }
  return tallies;
}

async function quickParts() {
  const checks = await staticChecks();
  headline('Unit and engine tests');
  return [...checks, await runVitest(['unit', 'integration'], quickFolders)];
}

async function finishedPackages() {
  process.env['HOMING_ARTEFACTS'] = resolve(asked.packages ?? '');
  headline('What people download');
  return [await runWithServers(['package'])];
}

async function allParts() {
  return [...(await staticChecks()), await withoutElectron(), await window()];
}

/**
 * Unit and integration tests, and the page alone in plain Chromium: in one run, so that one's work fills the other's waits.
 * @returns {Promise<Tally>}
 */
async function withoutElectron() {
  const hasChromium = ['chromium-headless-shell', 'chromium', 'chromium-browser'].some(hasCommand);
  headline(`Unit and integration tests${hasChromium ? ', and the page' : ''}`);
  const tally = await runWithServers(['unit', 'integration', ...(hasChromium ? ['renderer'] : [])]);
  if (hasChromium) return tally;
  console.log('The page is skipped: there is no Chromium, which set-up installs on Debian only');
  return addTallies([tally, { passed: 0, failed: 0, skipped: 1 }]);
}

/** The built app in a real window, then what people download. @returns {Promise<Tally>} */
async function window() {
  headline('The window');
  const { canRunElectron } = await import('./setup/app-folder.mjs');
  const { findElectronRuntime } = await import('./setup/electron-runtime.mjs');
  const runtime = findElectronRuntime();
  if (!runtime || !canRunElectron()) {
    console.log(`Skipped: ${runtime ? 'this container gives root no user namespace' : 'there is no Electron runtime'}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  console.log(
    `On Electron ${runtime.version}${runtime.kind === 'fallback' ? ', the fallback for closed networks' : ''}`,
  );
  const inWindow = await runWithServers(['e2e']);
  headline('What people download');
  return addTallies([inWindow, await runWithServers(['package'])]);
}

/**
 * Leaves out the test files whose servers are not on this machine, and says which.
 * @param {readonly string[]} projects
 * @returns {Promise<Tally>}
 */
async function runWithServers(projects) {
  const missing = servers.filter(({ isHere }) => !isHere());
  if (missing.length === 0) return runVitest(projects);
  const { testFilesThatNeed } = await import('./test/files-that-need.mjs');
  const left = [...new Set(missing.flatMap(({ usedBy }) => testFilesThatNeed(usedBy)))];
  const names = missing.map(({ name }) => name).join(' and ');
  console.log(`Skipped, since they need ${names}, which set-up could not get here:\n  ${left.join('\n  ')}`);
  const tally = await runVitest(
    projects,
    left.flatMap((file) => ['--exclude', file]),
  );
  return addTallies([tally, { passed: 0, failed: 0, skipped: left.length }]);
}

/**
 * @param {readonly string[]} projects
 * @param {readonly string[]} [args]
 * @returns {Promise<Tally>}
 */
async function runVitest(projects, args = []) {
  mkdirSync(results, { recursive: true });
  const file = join(results, `${projects.join('-')}.json`);
  rmSync(file, { force: true });
  const code = await runTool('vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    ...args,
  ]);
  const report = existsSync(file)
    ? /** @type {import('./test/tally.mjs').VitestReport} */ (JSON.parse(readFileSync(file, 'utf8')))
    : null;
  return tallyVitest(report, code);
}

/**
 * @param {string} script a package's command, from node_modules
 * @param {readonly string[]} args
 * @returns {Promise<{ isFine: boolean, said: string }>}
 */
function outputOfTool(script, args) {
  return new Promise((settle) => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    execFile(node24, [join(checkout, 'node_modules', script), ...args], options, (error, stdout, stderr) =>
      settle({ isFine: error === null, said: stdout + stderr }),
    );
  });
}

/**
 * @param {string} script a package's command, from node_modules
 * @param {readonly string[]} args
 */
function runTool(script, args) {
  return run(node24, [join(checkout, 'node_modules', script), ...args]);
}

/** @param {string} name */
function hasCommand(name) {
  return process.platform !== 'win32' && outputOf('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${name}`]) !== null;
}

/** @param {string} text */
function headline(text) {
  console.log(`\n== ${text}`);
}
