import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Path of a journal that is not there yet, in a folder of its own that goes with the test. */
export function newJournalFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'homing-journal-'));
  folders.push(folder);
  return join(folder, 'journal.sqlite');
}
