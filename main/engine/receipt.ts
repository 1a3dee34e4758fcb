import type { AccountAddress } from '../../shared/model/account.ts';
import type { SkipReason } from '../../shared/model/problem.ts';
import type { LeftOut } from '../../shared/model/plan.ts';
import type { Receipt, ReceiptException, ReceiptMailbox } from '../../shared/model/receipt.ts';
import type { Journal, JournalPair, MessageStatus, Namespaces } from './journal-port.ts';
import { isChatsName } from './labels/label-folders.ts';
import { findNewcomers } from './newcomers.ts';
import { splitName } from './plan/mailbox-path.ts';
import { findShortfalls } from './shortfalls.ts';

/** The move a receipt is about. */
export interface ReceiptSubject {
  readonly migration: number;
  readonly from: Pick<AccountAddress, 'user' | 'host'>;
  readonly to: Pick<AccountAddress, 'user' | 'host'>;
  readonly namespaces: Namespaces | null;
}

const pageSize = 1000;

/**
 * Reads the proof of a move out of the journal, without any network.
 * @param createdAt milliseconds since 1970
 */
export function buildReceipt(journal: Journal, subject: ReceiptSubject, createdAt: number): Receipt {
  const pairs = journal.pairs(subject.migration);
  const exceptions = readExceptions(journal, subject.migration, pairs);
  const altered = new Map<string, number>();
  for (const { mailbox, outcome } of exceptions)
    if (outcome === 'altered') altered.set(mailbox, (altered.get(mailbox) ?? 0) + 1);
  const newcomers = findNewcomers(journal, subject.migration);
  const leftOut = withoutShared(journal.leftOut(subject.migration), pairs, subject.namespaces);
  const stays = new Set(leftOut.map((mailbox) => mailbox.source));
  const mailboxes = pairs.map((pair) =>
    readMailbox(journal, pair, { altered: altered.get(pair.source) ?? 0, stays: stays.has(pair.source) }),
  );
  return {
    version: 1,
    from: { user: subject.from.user, host: subject.from.host },
    to: { user: subject.to.user, host: subject.to.host },
    namespaces: subject.namespaces && { from: subject.namespaces.source, to: subject.namespaces.destination },
    createdAt,
    totals: sumUp(mailboxes),
    mailboxes,
    leftOut,
    skippedBy: countSkipped(journal, pairs),
    exceptions,
    shortfalls: findShortfalls(journal, subject.migration),
    ...(newcomers.length > 0 && { newcomers }),
  };
}

/** Of Gmail, views of "All Mail" did not stay behind when that came along: their messages are in it. Chats are no mail. */
function withoutShared(
  leftOut: readonly LeftOut[],
  pairs: readonly JournalPair[],
  namespaces: Namespaces | null,
): readonly LeftOut[] {
  const allMail = pairs.find(({ readsFrom }) => readsFrom !== null)?.readsFrom ?? null;
  if (allMail === null || leftOut.some(({ source }) => source === allMail)) return leftOut;
  const { source: namespace } = namespaces ?? { source: { prefix: '', delimiter: '/' } };
  const isChats = (name: string): boolean =>
    isChatsName(splitName({ name, delimiter: namespace.delimiter }, namespace).components);
  return leftOut.filter(({ source, reason }) => reason !== 'virtual' || isChats(source));
}

/** @param stays whether the latest choice leaves the mailbox behind, though an earlier run may have begun it */
function readMailbox(
  journal: Journal,
  pair: JournalPair,
  { altered, stays }: { readonly altered: number; readonly stays: boolean },
): ReceiptMailbox {
  const { byStatus, alreadyThere } = journal.counts(pair.id);
  const compared = journal.compared(pair.id);
  const statuses = Object.values(byStatus);
  // In doubt until settled, so not dealt with yet.
  const open = byStatus.waiting.messages + byStatus.intended.messages;
  return {
    source: pair.source,
    destination: pair.destination,
    renamed: pair.renamed,
    messages: statuses.reduce((sum, status) => sum + status.messages, 0),
    bytes: statuses.reduce((sum, status) => sum + status.bytes, 0),
    copied: byStatus.copied.messages + byStatus.verified.messages - alreadyThere.messages,
    alreadyThere: alreadyThere.messages,
    verified: byStatus.verified.messages,
    compared: compared.bodies,
    comparedAtRandom: compared.atRandom,
    altered,
    failed: byStatus.failed.messages,
    skipped: byStatus.skipped.messages + (stays ? open : 0),
    waiting: stays ? 0 : open,
    droppedKeywords: pair.droppedKeywords,
  };
}

function sumUp(mailboxes: readonly ReceiptMailbox[]): Receipt['totals'] {
  const sum = (key: keyof Receipt['totals']): number => mailboxes.reduce((total, mailbox) => total + mailbox[key], 0);
  return {
    messages: sum('messages'),
    bytes: sum('bytes'),
    copied: sum('copied'),
    alreadyThere: sum('alreadyThere'),
    verified: sum('verified'),
    compared: sum('compared'),
    comparedAtRandom: sum('comparedAtRandom'),
    altered: sum('altered'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    waiting: sum('waiting'),
  };
}

function countSkipped(journal: Journal, pairs: readonly JournalPair[]): Record<SkipReason, number> {
  const counted: Record<SkipReason, number> = {
    ...{ 'before-since': 0, 'after-until': 0, 'over-max-size': 0, 'gone-at-source': 0 },
  };
  for (const pair of pairs) {
    let after = 0;
    for (;;) {
      const page = journal.messages(pair.id, 'skipped', after, pageSize);
      for (const message of page) if (message.skip) counted[message.skip] += 1;
      const last = page.at(-1);
      if (!last) break;
      after = last.uid;
    }
  }
  return counted;
}

function readExceptions(journal: Journal, migration: number, pairs: readonly JournalPair[]): ReceiptException[] {
  const names = new Map(pairs.map((pair) => [pair.id, pair.source]));
  const exceptions: ReceiptException[] = [];
  let after: { readonly pair: number; readonly uid: number } | null = null;
  for (;;) {
    const page = journal.exceptions(migration, after, pageSize);
    for (const { pairId, uid, size, internalDate, status, problem } of page) {
      if (!problem) continue;
      const mailbox = names.get(pairId) ?? '';
      exceptions.push({
        mailbox,
        uid,
        size,
        internalDate,
        outcome: outcomeOf(status),
        problem,
      });
    }
    const last = page.at(-1);
    if (!last) return exceptions;
    after = { pair: last.pairId, uid: last.uid };
  }
}

function outcomeOf(status: MessageStatus): ReceiptException['outcome'] {
  if (status === 'failed') return 'failed';
  return status === 'waiting' || status === 'intended' ? 'not-yet' : 'altered';
}
