/** What is particular to one of the SQLite files Homing keeps. */
export interface FileKind {
  /** Four letters in the file's header (PRAGMA application_id), so that nothing else is ever taken for it. */
  readonly applicationId: number;
  /** Asks since when there is something worth a daily copy, in milliseconds since 1970; null when its owner makes the copies. */
  readonly begunAt: string | null;
  /** What a copy needs to be put back safely, or null. */
  readonly onCopy: string | null;
}

/** The journal of a move. */
export const journalKind: FileKind = {
  // HOMG
  applicationId: 0x484f4d47,
  begunAt: 'SELECT min(created_at) FROM migration',
  // A copy does not know what was copied after it was made. Whoever puts it back must compare with the destination first,
  // or those messages would arrive twice. Every schema has these two columns.
  onCopy: 'UPDATE pair SET reconciled = 0 WHERE reconciled <> 0',
};
