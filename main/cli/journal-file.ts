import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Dependencies } from '../dependencies.ts';
import type { Journal } from '../engine/journal-port.ts';
import { CliError } from './cli-error.ts';
import { defaultJournalFile } from './default-journal.ts';

type Opener = Pick<Dependencies, 'openJournal'>;

/** @throws CliError for what is no file: SQLite has a meaning of its own for some names, and a journal must outlive the run */
function journalFile(chosen: string | undefined): string {
  if (chosen === '' || chosen === ':memory:')
    throw new CliError(
      `The journal cannot be ${chosen === '' ? 'a file without a name' : 'kept in memory'}: with it, what was moved would be forgotten. Nothing was done.`,
      'Name a file with --journal FILE, or leave it out.',
    );
  return chosen ?? defaultJournalFile();
}

/** Opens the journal of a run, and makes its folder (for our eyes only) when nobody named a file. @throws JournalError */
export function openRunJournal({ openJournal }: Opener, chosen: string | undefined): Journal {
  const file = journalFile(chosen);
  if (chosen === undefined) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return openJournal(file);
}

/** Opens a journal that must be there. @throws JournalError */
export function openExistingJournal({ openJournal }: Opener, chosen: string | undefined): Journal {
  const file = journalFile(chosen);
  if (!existsSync(file))
    throw new CliError(
      'There is no journal yet, so nothing has been moved.',
      'Move something with homing run, or name the journal with --journal FILE.',
    );
  return openJournal(file);
}

/** Opens the journal when there is one. @throws JournalError */
export function openJournalIfThere({ openJournal }: Opener, chosen: string | undefined): Journal | null {
  const file = journalFile(chosen);
  return existsSync(file) ? openJournal(file) : null;
}
