import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { JournalError, JournalErrorKind } from '../engine/journal-error.ts';
import { CliError } from './cli-error.ts';
import { exitCode } from './exit-code.ts';

interface Template {
  readonly what: string;
  readonly next: string;
}

/** `{file}` is the journal. Each says what it means for the mail. */
const templates: Readonly<Record<JournalErrorKind, Template>> = {
  busy: {
    what: 'Another Homing is using the journal {file} at this moment. Nothing was done.',
    next: 'Wait until it is ready or stop it; or use another journal with --journal FILE.',
  },
  newer: {
    what: 'The journal {file} was written by a later version of Homing. It was not changed.',
    next: 'Update Homing; or begin a new journal with --journal FILE, which compares both accounts and copies only what is missing.',
  },
  damaged: {
    what: 'The journal {file} is damaged. It was not changed, and no mail is lost.',
    next: 'Begin a new journal with --journal FILE: it compares both accounts and copies only what is missing. An earlier state of the old one may lie beside it.',
  },
  'not-a-journal': {
    what: '{file} is not a journal of Homing. It was not changed.',
    next: 'Check the path after --journal.',
  },
  'disk-full': {
    what: 'The disk that holds the journal {file} is full. Everything so far is safe.',
    next: 'Make room and run the same command again to go on.',
  },
  'read-only': {
    what: 'The journal {file} cannot be written. Nothing was done.',
    next: 'Check the permissions of the file and its folder, or use another journal with --journal FILE.',
  },
  'not-found-folder': {
    what: 'There is no folder for the journal {file}. Nothing was done.',
    next: 'Make the folder, or check the path after --journal.',
  },
  unreadable: {
    what: 'The system does not let us use the journal {file}. Everything so far is safe.',
    next: 'Check the permissions of the file and its folder, and the disk; then run the same command again.',
  },
};

/** The journal's error in words; a full disk is a reason to come back, all else one to change something. */
export function describeJournalError(error: JournalError): CliError {
  const { what, next } = templates[error.kind];
  const code = error.kind === 'disk-full' ? exitCode.stopped : exitCode.usage;
  return new CliError(what.replace('{file}', sanitizeDisplay(error.file, 300)), next, code);
}
