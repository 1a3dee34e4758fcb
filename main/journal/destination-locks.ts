import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { accountIdentity } from '../../shared/model/account.ts';
import type { DestinationLocks } from '../engine/destination-locks.ts';
import { JournalError } from '../engine/journal-error.ts';
import type { ConnectionOptions } from './connection.ts';
import { lockFile } from './lock-file.ts';

/** An account that moves of this process copy into. */
interface Held {
  /** From which accounts. */
  readonly sources: Set<string>;
  readonly release: () => void;
  readonly trouble: JournalError | null;
}

/**
 * One lock file for each account, named by its SHA-256.
 * @param folder asked for, and made for this user only, when one is taken; the same for all processes that must not meet
 */
export function openDestinationLocks(folder: () => string, options: ConnectionOptions = {}): DestinationLocks {
  const held = new Map<string, Held>();
  return {
    take(from, to) {
      const [source, account] = [accountIdentity(from), accountIdentity(to)];
      const known = held.get(account) ?? lockAccount(folder, account, options);
      if (known === null || known.sources.has(source)) return null;
      held.set(account, known);
      known.sources.add(source);
      let isHeld = true;
      return {
        trouble: known.trouble,
        [Symbol.dispose]() {
          if (!isHeld) return;
          isHeld = false;
          known.sources.delete(source);
          if (known.sources.size > 0) return;
          held.delete(account);
          known.release();
        },
      };
    },
  };
}

/** A folder that cannot be written stops no move: then other processes are not kept out, and whoever holds it is told so. */
function lockAccount(folder: () => string, account: string, options: ConnectionOptions): Held | null {
  try {
    const name = createHash('sha256').update(account).digest('hex');
    return { sources: new Set(), release: lockFile(join(folderOf(folder), `${name}.lock`), options), trouble: null };
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    if (error.kind === 'busy') return null;
    return { sources: new Set(), release: () => undefined, trouble: error };
  }
}

/** A user without a home has none. */
function folderOf(folder: () => string): string {
  try {
    return folder();
  } catch (error) {
    throw new JournalError('not-found-folder', 'locks', String(error), error);
  }
}
