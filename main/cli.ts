#!/usr/bin/env node
import { keepCompiled } from './cli/compile-cache.ts';

// Before anything else is loaded.
keepCompiled(process.env);

import('./cli/main.ts')
  .then(({ main }) => main(process.argv.slice(2)))
  .then(
    (code) => {
      // Whatever a server left open must not hold us; but what was written must get out first.
      process.stdout.write('', () => process.exit(code));
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`, () => process.exit(1));
    },
  );
