import Database from 'better-sqlite3';
import { journalKind, type FileKind } from './file-kind.ts';
import { translateError } from './translate-error.ts';

/** The first comes first: the others may read the file already. */
const PRAGMAS = [
  'locking_mode = EXCLUSIVE',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'foreign_keys = ON',
  'synchronous = FULL',
  // On a Mac: flush the drive's own cache with each checkpoint, not with each transaction.
  'fullfsync = OFF',
  'checkpoint_fullfsync = ON',
];

export interface ConnectionOptions {
  /** Path of the compiled SQLite binding, where the runtime cannot use the one that came with the package. */
  readonly nativeBinding?: string;
}

/** One open SQLite file: statements prepared once, and errors turned into JournalErrors. */
export class JournalConnection {
  readonly file: string;
  readonly options: ConnectionOptions;
  readonly kind: FileKind;
  readonly database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  /**
   * Opens the file and, with the first read, locks it against everybody else until `close`. The lock belongs to the process:
   * the system lifts it when the process dies, however it dies.
   */
  constructor(file: string, options: ConnectionOptions = {}, kind: FileKind = journalKind) {
    this.file = file;
    this.options = options;
    this.kind = kind;
    this.database = this.#translated(() => configured(file, options));
  }

  /** A statement without its transaction; to be used within `read` or `write`. */
  statement<Row = unknown>(sql: string): Database.Statement<unknown[], Row> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement as Database.Statement<unknown[], Row>;
  }

  /** Runs work that reads, in one transaction. @throws JournalError */
  read<Result>(work: () => Result): Result {
    return this.#translated(() => this.database.transaction(work).deferred());
  }

  /** Runs work in one transaction, durable when this returns; when it throws, nothing happened. @throws JournalError */
  write<Result>(work: () => Result): Result {
    return this.#translated(() => this.database.transaction(work).immediate());
  }

  /** Runs work outside of any transaction. @throws JournalError */
  bare<Result>(work: (database: Database.Database) => Result): Result {
    return this.#translated(() => work(this.database));
  }

  close(): void {
    this.#statements.clear();
    if (this.database.open) this.#translated(() => this.database.close());
  }

  #translated<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw translateError(error, this.file);
    }
  }
}

function configured(file: string, options: ConnectionOptions): Database.Database {
  // No waiting for a lock: nobody holds it for a moment only.
  const database = new Database(file, { timeout: 0, ...options });
  try {
    for (const pragma of PRAGMAS) database.pragma(pragma);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
