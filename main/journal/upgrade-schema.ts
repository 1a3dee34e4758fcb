import type { JournalConnection } from './connection.ts';
import { userVersion } from './recognise.ts';
import { snapshotBeforeStep } from './snapshot.ts';

/** One change of the schema: frozen SQL that brings `version - 1` to `version`. */
export interface SchemaStep {
  readonly version: number;
  readonly sql: string;
}

/**
 * Brings the file to the newest schema. Each step is one transaction: it happens wholly, with its number, or not at all.
 * Before a step changes existing data, a copy of the file is kept beside it; without room for the copy there is no step.
 * @throws JournalError
 */
export function upgradeSchema(connection: JournalConnection, steps: readonly SchemaStep[]): void {
  const found = userVersion(connection);
  for (const step of steps) {
    if (step.version <= found) continue;
    // A file that was empty a moment ago holds nothing worth a copy.
    if (found > 0) snapshotBeforeStep(connection, step.version);
    connection.write(() => {
      connection.database.exec(step.sql);
      refuseDangling(connection, step);
      connection.database.pragma(`user_version = ${String(step.version)}`);
    });
  }
}

/** SQLite enforces foreign keys statement by statement; a step that rebuilds a table can still leave some dangling. */
function refuseDangling(connection: JournalConnection, step: SchemaStep): void {
  const dangling = connection.database.pragma('foreign_key_check') as unknown[];
  if (dangling.length > 0) throw new Error(`Schema step ${String(step.version)} leaves rows without their parent`);
}
