import { closeSync, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { isatty } from 'node:tty';
import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import { CliError } from '../cli-error.ts';
import { shellWord } from '../shell-word.ts';

/** What a file holds, and whether others may look at it. */
export interface PrivateFile {
  readonly text: string;
  /** False where the system says that other people on this computer may read or change it. */
  readonly isPrivate: boolean;
}

/** Read and write for the group and for all others. */
const others = 0o066;

/** Windows keeps such rights elsewhere, and what comes through a pipe lies nowhere. */
function isPrivate(stats: Stats): boolean {
  return process.platform === 'win32' || !stats.isFile() || (stats.mode & others) === 0;
}

/** A list of a hundred thousand moves takes less. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads a text that may hold passwords. The rights are those of the very file that is read. A device would never end.
 * Throws the system's error, and an Error for what is not to be read.
 * @param path `-` is standard input, where a pipe may be
 */
export function readPrivateFile(path: string, may: 'file' | 'file-or-pipe'): PrivateFile {
  if (path !== '-' && may === 'file' && !statSync(path).isFile()) throw new Error('not a file');
  const file = path === '-' ? 0 : openSync(path, 'r');
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory() || stats.isBlockDevice() || (stats.isCharacterDevice() && !isatty(file)))
      throw new Error('not a file');
    return { isPrivate: isPrivate(stats), text: decode(readAll(file)) };
  } finally {
    if (file !== 0) closeSync(file);
  }
}

/** A pipe tells no size before. */
function readAll(file: number): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; ;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const read = readSync(file, chunk);
    if (read === 0) return Buffer.concat(chunks);
    length += read;
    if (length > MOST_BYTES) throw new Error('too large');
    chunks.push(chunk.subarray(0, read));
  }
}

/** UTF-8, or what a spreadsheet calls Unicode. Throws a RangeError for anything else: a password read wrongly is a wrong password. */
function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const name = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RangeError('not a text in UTF-8', { cause });
  }
}

/** The list of a batch. Throws a {@link CliError}. */
export function readListFile(path: string): PrivateFile {
  const shown = path === '-' ? 'standard input' : sanitizeDisplay(path, 200);
  try {
    return readPrivateFile(path, 'file-or-pipe');
  } catch (error) {
    if (error instanceof RangeError)
      throw new CliError(
        `The list in ${shown} is not a text in UTF-8. Nothing was started.`,
        'Save it as CSV in UTF-8: other encodings would make wrong passwords of letters like é and ü.',
      );
    throw new CliError(`The list in ${shown} cannot be read. Nothing was started.`, 'Check the path.');
  }
}

/** Throws a {@link CliError} for a list with passwords that others may read. */
export function refuseOpenList(path: string, { isPrivate: mine }: PrivateFile): void {
  if (mine) return;
  const shown = sanitizeDisplay(path, 200);
  throw new CliError(
    `The list in ${shown} holds passwords, and other users of this computer may read it. Nothing was started.`,
    `Take their rights away with chmod 600 ${shellWord(path) ?? 'LIST'}, or keep the passwords elsewhere, with from_secret and to_secret.`,
  );
}
