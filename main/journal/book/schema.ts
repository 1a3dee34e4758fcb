import type { FileKind } from '../file-kind.ts';
import { ledgerTables } from '../schema/ledger-tables.ts';
import type { SchemaStep } from '../upgrade-schema.ts';

/** The list of moves and settings: another file than a journal, and never taken for one. */
export const bookKind: FileKind = {
  // HOMB
  applicationId: 0x484f4d42,
  begunAt: null,
  onCopy: null,
};

/** Frozen like the journal's. `json` is what the app gives a shape; passwords are in no document, since they lie in the keychain. */
export const bookSteps: readonly SchemaStep[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE move (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE setting (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  },
  { version: 2, sql: ledgerTables },
];
