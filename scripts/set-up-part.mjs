import { slowParts } from './setup.mjs';
import { SetUpError } from './setup/run-command.mjs';

// One part of set-up as a process of its own, so that what it prints can be kept together while others print.
const [name] = process.argv.slice(2);
const part = Object.entries(slowParts).find(([known]) => known === name)?.[1];
try {
  if (!part) throw new SetUpError(`There is no part ${String(name)} of set-up.`);
  await part();
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
