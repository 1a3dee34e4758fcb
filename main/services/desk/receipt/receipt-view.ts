import type {
  ReceiptExceptionView,
  ReceiptNewcomersView,
  ReceiptShortfallView,
  ReceiptView,
} from '../../../../shared/ipc/receipt-view.ts';
import type { Newcomers } from '../../../../shared/model/newcomers.ts';
import type { Receipt, ReceiptException, ReceiptMailbox } from '../../../../shared/model/receipt.ts';
import type { Shortfall } from '../../../../shared/model/shortfall.ts';
import { tallyShortfalls } from '../../../../shared/tally-shortfalls.ts';
import type { Namespace } from '../../../engine/plan/mailbox-path.ts';
import { folderPath } from '../../folder-path.ts';
import { counted, shown } from '../shown.ts';

/** The most exceptions the contract with the window takes; the saved receipt has all of them. */
const MOST_EXCEPTIONS = 500;
/** Longer names cannot be keys there. */
const LONGEST_NAME = 2_000;

/** The receipt as the window shows it: everything a server or a message said cleaned, and no longer than a page can bear. */
export function receiptView(receipt: Receipt, treatments: ReceiptView['treatments']): ReceiptView {
  const { createdAt, from, to, totals, mailboxes, leftOut, skippedBy, exceptions } = receipt;
  const { shortfalls, newcomers, namespaces } = receipt;
  const incomplete = new Set(shortfalls.map(({ mailbox }) => mailbox));
  const oldPath = (name: string): string => folderPath(name, namespaces?.from ?? null);
  return {
    createdAt,
    from: { user: shown(from.user), host: shown(from.host) },
    to: { user: shown(to.user), host: shown(to.host) },
    totals: sums(totals),
    mailboxes: mailboxes.map((mailbox) => ({
      ...sums(mailbox),
      source: key(mailbox.source),
      from: oldPath(mailbox.source),
      to: folderPath(mailbox.destination, namespaces?.to ?? null),
      renamed: [...mailbox.renamed],
      isIncomplete: incomplete.has(mailbox.source),
      droppedKeywords: counted(Object.values(mailbox.droppedKeywords).reduce((sum, count) => sum + count, 0)),
    })),
    // What only holds others holds nothing that could be left out.
    leftOut: leftOut
      .filter(({ reason }) => reason !== 'not-selectable')
      .map(({ source, reason, messages }) => ({ name: oldPath(source), reason, messages: counted(messages) })),
    skippedBy,
    exceptions: exceptions.slice(0, MOST_EXCEPTIONS).map((exception) => exceptionView(exception, oldPath)),
    exceptionCount: exceptions.length,
    shortfalls: shortfalls.slice(0, MOST_EXCEPTIONS).map((shortfall) => shortfallView(shortfall, oldPath)),
    tally: tallyView(shortfalls),
    ...(newcomers && { newcomers: newcomersView(newcomers, namespaces?.to ?? null) }),
    treatments,
  };
}

function newcomersView(newcomers: readonly Newcomers[], namespace: Namespace | null): ReceiptNewcomersView[] {
  return newcomers
    .toSorted((one, other) => other.doubled - one.doubled)
    .slice(0, MOST_EXCEPTIONS)
    .map(({ mailbox, messages, doubled, isCounted }) => ({
      mailbox: folderPath(mailbox, namespace),
      messages: counted(messages),
      doubled: counted(doubled),
      isCounted,
    }));
}

function shortfallView(
  { mailbox, reason, messages, side, serverText }: Shortfall,
  pathOf: (name: string) => string,
): ReceiptShortfallView {
  const said = serverText === null ? '' : shown(serverText, 300);
  return {
    mailbox: pathOf(mailbox),
    reason,
    messages: messages === null ? null : counted(messages),
    side,
    serverText: said === '' ? null : said,
  };
}

function tallyView(shortfalls: readonly Shortfall[]): ReceiptView['tally'] {
  const { missing, toCome, countedTwice } = tallyShortfalls(shortfalls);
  return {
    missing: { ...missing, messages: counted(missing.messages) },
    toCome: { ...toCome, messages: counted(toCome.messages) },
    countedTwice: counted(countedTwice),
  };
}

function exceptionView(
  { mailbox, uid, size, internalDate, outcome, problem }: ReceiptException,
  pathOf: (name: string) => string,
): ReceiptExceptionView {
  const text = (value: string | null | undefined, limit?: number): string | null =>
    value === null || value === undefined || value === '' ? null : shown(value, limit);
  return {
    source: key(mailbox),
    mailbox: pathOf(mailbox),
    uid,
    bytes: counted(size),
    internalDate: shown(internalDate, 60),
    outcome,
    kind: problem.kind,
    side: problem.side ?? null,
    differs: [...(problem.differs ?? [])],
    flaw: problem.flaw ?? null,
    treatment: problem.treatment ?? null,
    ...(problem.large === true && { large: true }),
    serverText: text(problem.serverText, 300),
    date: text(problem.date, 60),
    from: text(problem.from),
    subject: text(problem.subject, 200),
  };
}

function sums(counts: Receipt['totals'] | ReceiptMailbox): ReceiptView['totals'] {
  return {
    messages: counted(counts.messages),
    bytes: counted(counts.bytes),
    copied: counted(counts.copied),
    alreadyThere: counted(counts.alreadyThere),
    verified: counted(counts.verified),
    compared: counted(counts.compared),
    comparedAtRandom: counted(counts.comparedAtRandom),
    altered: counted(counts.altered),
    failed: counted(counts.failed),
    skipped: counted(counts.skipped),
    waiting: counted(counts.waiting),
  };
}

function key(name: string): string {
  return name.slice(0, LONGEST_NAME);
}
