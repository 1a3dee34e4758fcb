/** Why the journal cannot be used. */
export type JournalErrorKind =
  | 'busy' // another Homing, or another run of it, has this journal open
  | 'newer' // written by a later version of Homing
  | 'damaged'
  | 'not-a-journal' // the file is something else; it was not touched
  | 'disk-full' // nothing of the failed step was kept; all before it was
  | 'read-only'
  | 'not-found-folder' // the folder that should hold it does not exist
  | 'unreadable'; // the system refuses to open, read or write it

/** An error of the journal's file. Whatever its kind: the file was neither replaced nor emptied. */
export class JournalError extends Error {
  readonly kind: JournalErrorKind;
  /** Path of the journal, or `:memory:`. */
  readonly file: string;

  /** @param detail the reason in the words of SQLite or the system, for a log and not for people */
  constructor(kind: JournalErrorKind, file: string, detail: string, cause?: unknown) {
    super(`${detail} (${file})`, { cause });
    this.name = 'JournalError';
    this.kind = kind;
    this.file = file;
  }
}
