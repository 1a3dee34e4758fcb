import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Path of a journal that is not there yet, in a folder of its own that goes with the test. */
export function newJournalFile(): string {
  return join(temporaryFolder('journal'), 'journal.sqlite');
}
