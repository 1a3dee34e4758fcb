import { join } from 'node:path';
import { setUp } from '../setup.mjs';
import { checkout } from '../setup/checkout.mjs';
import { node24 } from '../setup/npm-packages.mjs';
import { run, SetUpError } from '../setup/run-command.mjs';

/*
 * npm run dist [-- --release]
 *
 * Makes everything that people download for this system, in dist/installers. With --release it is an error when something is left out,
 * or when the Electron is not the one that ships.
 */

try {
  await setUp('installers');
  // Set-up has brought Node 24; this may still be an older one.
  const rest = join(checkout, 'scripts', 'package', 'make-installers.mjs');
  process.exitCode = await run(node24, [rest, ...process.argv.slice(2)], { cwd: checkout });
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
