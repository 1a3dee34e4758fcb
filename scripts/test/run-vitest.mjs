import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { node24 } from '../setup/npm-packages.mjs';
import { run } from '../setup/run-command.mjs';
import { canRunServer } from '../setup/server-folders.mjs';
import { testFilesThatNeed } from './files-that-need.mjs';
import { hasCommand } from './has-command.mjs';
import { addTallies, tallyVitest } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/** What set-up gets on Debian only, some of it for root only, and the module by which tests use it. */
const servers = [
  { name: 'Dovecot', isHere: () => hasCommand('dovecot'), usedBy: 'tests/support/dovecot.ts' },
  { name: 'a keyring', isHere: () => hasCommand('gnome-keyring-daemon'), usedBy: 'tests/support/secret-service.ts' },
  { name: 'Cyrus', isHere: () => canRunServer('cyrus'), usedBy: 'tests/support/servers/cyrus.ts' },
  { name: 'Courier', isHere: () => canRunServer('courier'), usedBy: 'tests/support/servers/courier.ts' },
];

const results = join(checkout, 'test-results');

/**
 * Leaves out the test files whose servers are not on this machine, and says which. To be called once the servers are set up.
 * @param {readonly string[]} projects
 * @returns {Promise<Tally>}
 */
export async function runWithServers(projects) {
  const missing = servers.filter(({ isHere }) => !isHere());
  if (missing.length === 0) return runVitest(projects);
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
export async function runVitest(projects, args = []) {
  mkdirSync(results, { recursive: true });
  const file = join(results, `${projects.join('-')}.json`);
  rmSync(file, { force: true });
  const code = await run(node24, [
    join(checkout, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    ...args,
  ]);
  const report = existsSync(file)
    ? /** @type {import('./tally.mjs').VitestReport} */ (JSON.parse(readFileSync(file, 'utf8')))
    : null;
  return tallyVitest(report, code);
}
