import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvRow } from '../../shared/csv-row.ts';
import { writePrivateFile } from '../services/write-private-file.ts';

/** Which message. */
export interface SavedMessage {
  readonly source: string;
  readonly uid: number;
}

/** The octets of a large message as they come, and how many there will be. */
export interface SavedStream extends AsyncIterable<Uint8Array> {
  readonly length: number;
}

/** A new folder that takes messages one by one. */
export interface MessageFolder {
  /** @param body null for a message that is gone at the source. Rejects with the system's error */
  add(message: SavedMessage, body: Uint8Array | SavedStream | null): Promise<void>;
  /** Writes the list that says which file is which message. Rejects with the system's error */
  finish(): Promise<void>;
  readonly written: number;
  readonly missing: number;
}

/**
 * Makes a folder inside of the one the person chose; next to others of that name, never into them.
 * File names are numbers only: nothing a server said becomes part of a path. Rejects with the system's error.
 */
export async function createMessageFolder(parent: string, name: string): Promise<MessageFolder> {
  const folder = await makeFreeFolder(parent, name);
  const rows: string[] = [csvRow(['file', 'folder', 'uid', 'bytes'])];
  let written = 0;
  let missing = 0;
  return {
    async add({ source, uid }, body) {
      if (body === null) {
        missing += 1;
        rows.push(csvRow(['', source, uid, 0]));
        return;
      }
      const file = `${String(written + 1).padStart(4, '0')}-${String(uid)}.eml`;
      await writeWhole(join(folder, file), body);
      written += 1;
      rows.push(csvRow([file, source, uid, body.length]));
    },
    finish: () => writePrivateFile(join(folder, 'index.csv'), rows.join('')),
    get written() {
      return written;
    },
    get missing() {
      return missing;
    },
  };
}

/** A message that did not come to its end is no message. */
async function writeWhole(path: string, body: Uint8Array | SavedStream): Promise<void> {
  const data = body instanceof Uint8Array ? body : { [Symbol.asyncIterator]: () => body[Symbol.asyncIterator]() };
  try {
    await writeFile(path, data, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(body instanceof Uint8Array)) await rm(path, { force: true });
    throw error;
  }
}

const mostFolders = 1000;

async function makeFreeFolder(parent: string, name: string): Promise<string> {
  for (let number = 1; number <= mostFolders; number += 1) {
    const folder = join(parent, number === 1 ? name : `${name} ${String(number)}`);
    try {
      await mkdir(folder, { mode: 0o700 });
      return folder;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  throw new Error('there are too many folders of that name');
}
