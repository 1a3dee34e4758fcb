import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { FeedEntry } from './read-feed.ts';

/** Whether a file on this disk has the bytes that were announced. Rejects with the system's error when it cannot be read. */
export async function isAnnounced(path: string, { size, sha512 }: FeedEntry['file']): Promise<boolean> {
  if ((await stat(path)).size !== size) return false;
  const hash = createHash('sha512');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex') === sha512;
}
