import { join } from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { node24 } from '../setup/npm-packages.mjs';
import { startBeside } from './beside.mjs';
import { headline } from './headline.mjs';

/** @type {readonly (readonly [name: string, script: string, ...args: string[]])[]} */
const checks = [
  ['Types', 'typescript/bin/tsc', '--noEmit'],
  ['Lint', 'oxlint/bin/oxlint', '--type-aware', '--quiet'],
  ['Format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ['Unused code and packages', 'knip/bin/knip.js', '--no-progress'],
];

/**
 * Each check counts as one test.
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function staticChecks() {
  // Side by side, and shown in their order.
  const running = checks.map(([name, script, ...args]) => ({
    name,
    check: startBeside(node24, [join(checkout, 'node_modules', script), ...args]),
  }));
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, check } of running) {
    headline(name);
    const isFine = await check.show();
    console.log(isFine ? '✓ passed' : '✗ failed');
    tally[isFine ? 'passed' : 'failed'] += 1;
  }
  return tally;
}
