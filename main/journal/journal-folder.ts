import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../engine/journal-port.ts';
import { openJournal } from './open-journal.ts';

/** A folder with a journal for each move, named by its move. */
export interface JournalFolder {
  /** Opens or begins one. @throws JournalError */
  open(move: string): Journal;
  /** With its log and snapshots; 0 when there is none. */
  bytes(move: string): number;
  /** Keeps it and its log under another name, out of the way; snapshots stay. It must be closed. @param now milliseconds since 1970 */
  putAside(move: string, now: number): void;
  /** Deletes it with everything beside it. It must be closed. */
  remove(move: string): void;
}

/** @param folder made when the first journal is opened, for this user only */
export function openJournalFolder(folder: string): JournalFolder {
  const file = (move: string): string => join(folder, `${move}.sqlite`);
  /** A journal's log, snapshots and damaged copies have its name at their beginning. */
  const filesOf = (move: string): readonly string[] => {
    try {
      return readdirSync(folder).filter((name) => name.startsWith(`${move}.sqlite`));
    } catch {
      return []; // no folder yet
    }
  };
  return {
    open(move) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return openJournal(file(move));
    },
    bytes: (move) => filesOf(move).reduce((sum, name) => sum + sizeOf(join(folder, name)), 0),
    putAside(move, now) {
      const time = new Date(now)
        .toISOString()
        .replaceAll(/[^\dT]/g, '')
        .slice(0, 15);
      for (const part of ['', '-wal', '-shm']) {
        const name = `${move}.sqlite${part}`;
        if (filesOf(move).includes(name))
          renameSync(join(folder, name), join(folder, `${move}.sqlite.aside-${time}${part}`));
      }
    },
    remove: (move) => filesOf(move).forEach((name) => rmSync(join(folder, name), { force: true, recursive: true })),
  };
}

/** 0 for a file that has just gone. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
