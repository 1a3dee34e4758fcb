import { join } from 'node:path';
import { stateFolder } from '../services/state-folder.ts';

/** Where the journal lies when `--journal` names no other file. */
export function defaultJournalFile(...place: Parameters<typeof stateFolder>): string {
  return join(stateFolder(...place), 'journal.sqlite');
}
