import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { JournalError } from '../engine/journal-error.ts';
import type { Journal } from '../engine/journal-port.ts';
import { checkIntegrity } from './check-integrity.ts';
import { JournalConnection, type ConnectionOptions } from './connection.ts';
import { journalKind, type FileKind } from './file-kind.ts';
import { makePrivate, prepareFile, type FoundFile } from './journal-file.ts';
import { isLogDamaged } from './log-damage.ts';
import { claim, recognise, userVersion } from './recognise.ts';
import { schemaSteps } from './schema/steps.ts';
import { snapshotDaily } from './snapshot.ts';
import { sqliteJournal } from './sqlite-journal.ts';
import { upgradeSchema, type SchemaStep } from './upgrade-schema.ts';

/**
 * Opens the journal, or begins one where there is no file. It belongs to this caller until `close` or the end of the process.
 * Checks the file for damage first, which takes about a second for a million messages.
 * @param file path, or `:memory:` for a journal nobody needs to remember
 * @throws JournalError; the file then says what it said before
 */
export function openJournal(file: string, options: ConnectionOptions = {}): Journal {
  return sqliteJournal(openConnection(file, schemaSteps, options));
}

/** The file, checked, locked and brought to the newest of the given schema steps. @throws JournalError */
export function openConnection(
  file: string,
  steps: readonly SchemaStep[],
  options: ConnectionOptions = {},
  kind: FileKind = journalKind,
): JournalConnection {
  if (file === ':memory:') return prepared(new JournalConnection(file, options, kind), steps, { unclean: false });
  // An absolute path, because SQLite reads meaning into names that begin with `file:`.
  const path = resolve(file);
  const found = prepareFile(path);
  return prepared(new JournalConnection(path, options, kind), steps, found);
}

function prepared(connection: JournalConnection, steps: readonly SchemaStep[], found: FoundFile): JournalConnection {
  try {
    // The first read takes the lock; only then does the log hold still.
    userVersion(connection);
    if (found.unclean) refuseDamagedLog(connection);
    const newest = steps.at(-1)?.version ?? 0;
    const content = recognise(connection, newest);
    if (content === 'journal') checkIntegrity(connection, found.unclean);
    // Before the log is made, which gets the rights of the file.
    if (!connection.database.memory) makePrivate(connection.file);
    // With the exclusive lock this keeps the log's index in memory, so there is no shared-memory file.
    connection.bare((database) => database.pragma('journal_mode = WAL'));
    if (content === 'empty') claim(connection);
    upgradeSchema(connection, steps);
    snapshotDaily(connection, Date.now());
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function refuseDamagedLog(connection: JournalConnection): void {
  const log = `${connection.file}-wal`;
  if (!isLogDamaged(log)) return;
  // Closing writes back what SQLite could read and deletes the log. It must stay, or the next start would find nothing wrong.
  const content = readFileSync(log);
  connection.close();
  writeFileSync(log, content, { mode: 0o600 });
  throw new JournalError('damaged', connection.file, 'Its write-ahead log was changed after it was written');
}
