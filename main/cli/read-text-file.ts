import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** What people write by hand, or a program writes for them, is far smaller. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Reads a text file of a person's choice. A pipe, a device or a folder is none, and would be waited for or read for ever.
 * Rejects with the system's error, or a RangeError for what is no file or too large to be meant.
 */
export async function readTextFile(path: string): Promise<string> {
  // Opening a FIFO waits for somebody to write into it.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new RangeError('not a file');
    if (stats.size > MOST_BYTES) throw new RangeError('too large');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
