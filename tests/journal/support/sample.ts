import { expect } from 'vitest';
import { JournalError } from '../../../main/engine/journal-error.ts';
import type { Journal, MessageStatus, NewMessage } from '../../../main/engine/journal-port.ts';
import type { MailboxPair } from '../../../shared/model/plan.ts';

export const DATE = '17-Jul-1996 02:44:25 -0700';
/** The same instant in another zone. */
export const SAME_INSTANT = '17-Jul-1996 09:44:25 +0000';

export function mailboxPair(source: string, change: Partial<MailboxPair> = {}): MailboxPair {
  return {
    source,
    destination: source,
    role: null,
    renamed: [],
    messages: 0,
    bytes: null,
    subscribed: true,
    exists: true,
    ...change,
  };
}

export function newMessage(uid: number, change: Partial<NewMessage> = {}): NewMessage {
  return { uid, size: 1000 + uid, internalDate: DATE, flags: [], fingerprint: null, skip: null, ...change };
}

/** Sixteen bytes that begin with `n`. */
export function print(n: number): Buffer {
  const bytes = Buffer.alloc(16, 7);
  bytes[0] = n;
  return bytes;
}

export function digest(n: number): Buffer {
  return Buffer.alloc(32, n);
}

/** One pair with a UIDVALIDITY of 1. */
export function onePair(journal: Journal, source = 'INBOX'): number {
  const migration = journal.openMigration('from', 'to');
  const [pair] = journal.savePlan(migration, [mailboxPair(source)], []);
  if (!pair) throw new Error('no pair');
  if (pair.sourceUidValidity === null) journal.changeSourceUidValidity(pair.id, 1);
  return pair.id;
}

export function uids(journal: Journal, pair: number, status: MessageStatus): number[] {
  return journal.messages(pair, status, 0, 10_000).map((message) => message.uid);
}

/** The kind of JournalError the call throws, or fails the test. */
export function kindOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(JournalError);
    return error instanceof JournalError ? error.kind : '';
  }
  throw new Error('nothing was thrown');
}
