import { mailboxRows, type MailboxRow, type MailboxRows, type RunView } from '../../../shared/ipc/run-view.ts';
import { problemView, type ProblemKind, type ProblemView } from '../../../shared/ipc/problem-view.ts';
import {
  receiptView,
  type ReceiptExceptionView,
  type ReceiptShortfallView,
  type ReceiptView,
} from '../../../shared/ipc/receipt-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { tallyShortfalls } from '../../../shared/tally-shortfalls.ts';
import { sampleMoveBetween, sampleMoveId, sampleNow, sampleProgress, sampleRun } from './samples.ts';

// Runs, tables and receipts for the screens that show a move at work. Each is checked against the contract.

/** What a server or a stranger might call something, to be shown and never obeyed. */
export const hostile = '<img src=x onerror="document.title=1"> ‮gnp.exe {count, plural, other {#}} <b>bold</b>';

/** A run that copies: 38 %, with half an hour of speeds. */
export function copyingRun(overrides: Partial<RunView> = {}): RunView {
  const points = Array.from({ length: 90 }, (_, step) =>
    step > 50 && step < 58 ? 0 : Math.round(700_000 + 420_000 * Math.sin(step / 6) + 160_000 * Math.sin(step / 1.7)),
  );
  return sampleRun({
    phase: 'running',
    startedAt: sampleNow - 3_600_000,
    throughput: { everySeconds: 20, points },
    progress: sampleProgress(),
    ...overrides,
  });
}

/** A move at step 6. */
export function copyingMove(run: Partial<RunView> = {}, overrides: Partial<MoveView> = {}): MoveView {
  return sampleMoveBetween({ step: 'copying', reached: 'copying', run: copyingRun(run), ...overrides });
}

/** A finished, verified run. */
export function finishedRun(overrides: Partial<RunView> = {}): RunView {
  return copyingRun({
    phase: 'finished',
    finishedAt: sampleNow - 600_000,
    verified: 'quick',
    progress: sampleProgress({
      stage: 'done',
      messages: { done: 21_300, total: 21_300 },
      bytes: { done: 14_200_000_000, total: 14_200_000_000 },
      verified: 21_297,
      mailboxes: { done: 24, total: 24 },
      timeLeft: { kind: 'none' },
      current: [],
    }),
    ...overrides,
  });
}

/** A problem that stops a move. */
export function sampleProblem(kind: ProblemKind, overrides: Partial<ProblemView> = {}): ProblemView {
  return problemView.parse({
    kind,
    side: 'destination',
    host: 'mail.example.org',
    user: 'ada@example.org',
    serverText: null,
    code: null,
    refusal: null,
    certificate: null,
    certificates: null,
    provider: null,
    ...overrides,
  });
}

const names = ['INBOX', 'Sent', 'Family', 'Archive 2019', 'Work/Projects', 'Travel', 'Rechnungen', 'Été à la mer'];
const phases = ['done', 'done', 'done', 'copying', 'comparing', 'indexing', 'verifying', 'waiting'] as const;

/** One row of the copy's table. */
export function sampleRow(index: number, overrides: Partial<MailboxRow> = {}): MailboxRow {
  const round = Math.floor(index / names.length);
  const name = `${names[index % names.length] ?? ''}${round > 0 ? ` ${String(round + 1)}` : ''}`;
  const phase = phases[index % phases.length] ?? 'waiting';
  const done = { waiting: 0, indexing: 0, comparing: 0, copying: 412, verifying: 900, done: 900 }[phase];
  return {
    index,
    source: name,
    from: name,
    to: name,
    phase,
    total: 900,
    done,
    totalBytes: 40_000_000,
    doneBytes: 20_000_000,
    skipped: index % 7 === 3 ? 14 : 0,
    failed: index % 11 === 1 ? 3 : 0,
    isGivenUp: false,
    verified: 0,
    ...overrides,
  };
}

/** The table with so many folders. */
export function sampleRows(total: number, change: (row: MailboxRow) => MailboxRow = (row) => row): MailboxRows {
  const rows = Array.from({ length: total }, (_, index) => change(sampleRow(index)));
  return mailboxRows.parse({ move: sampleMoveId, total, rows });
}

/** One message that is not there as it was. */
export function sampleException(uid: number, overrides: Partial<ReceiptExceptionView> = {}): ReceiptExceptionView {
  return {
    source: 'INBOX',
    mailbox: 'INBOX',
    uid,
    bytes: 61_000_000,
    internalDate: '12-Mar-2019 10:14:00 +0100',
    outcome: 'failed',
    kind: 'too-big',
    side: null,
    differs: [],
    flaw: 'too-large',
    treatment: null,
    serverText: '[TOOBIG] Message exceeds the limit of 50 MB',
    date: 'Tue, 12 Mar 2019 10:14:00 +0100',
    from: 'Grandma Rose <rose@example.com>',
    subject: `The film of the wedding, part ${String(uid)}`,
    ...overrides,
  };
}

/** A folder that the old server did not let be read to its end, twelve messages short. */
export function sampleShortfall(overrides: Partial<ReceiptShortfallView> = {}): ReceiptShortfallView {
  return {
    mailbox: 'Archive 2019',
    reason: 'given-up',
    messages: 12,
    side: 'source',
    serverText: '[SERVERBUG] Internal error occurred. Refer to server log for more information.',
    ...overrides,
  };
}

type Totals = ReceiptView['totals'];
type ReceiptMailbox = ReceiptView['mailboxes'][number];

const noTotals: Totals = {
  messages: 900,
  bytes: 40_000_000,
  copied: 900,
  alreadyThere: 0,
  verified: 900,
  compared: 0,
  comparedAtRandom: 0,
  altered: 0,
  failed: 0,
  skipped: 0,
  waiting: 0,
};

/** One folder of a receipt: everything arrived, unless said otherwise. */
export function receiptMailbox(name: string, overrides: Partial<ReceiptMailbox> = {}): ReceiptMailbox {
  return {
    ...noTotals,
    source: name,
    from: name,
    to: name,
    renamed: [],
    isIncomplete: false,
    droppedKeywords: 0,
    ...overrides,
  };
}

/** A receipt whose totals are the sum of its folders. */
export function sampleReceipt(
  overrides: Partial<Omit<ReceiptView, 'totals'>> & { readonly totals?: Partial<Totals> } = {},
): ReceiptView {
  const { totals, ...rest } = overrides;
  const mailboxes = rest.mailboxes ?? names.map((name) => receiptMailbox(name));
  const sum = (key: keyof Totals): number => mailboxes.reduce((whole, mailbox) => whole + mailbox[key], 0);
  const summed = Object.fromEntries((Object.keys(noTotals) as (keyof Totals)[]).map((key) => [key, sum(key)]));
  return receiptView.parse({
    createdAt: sampleNow,
    from: { user: 'ada@gmail.com', host: 'imap.gmail.com' },
    to: { user: 'ada@example.org', host: 'mail.example.org' },
    leftOut: [],
    skippedBy: { 'before-since': 0, 'after-until': 0, 'over-max-size': 0, 'gone-at-source': 0 },
    exceptions: [],
    exceptionCount: rest.exceptions?.length ?? 0,
    shortfalls: [],
    tally: tallyShortfalls(rest.shortfalls ?? []),
    treatments: {},
    ...rest,
    mailboxes,
    totals: { ...summed, ...totals },
  });
}

/** A receipt with something of everything that a receipt can tell. */
export function mixedReceipt(): ReceiptView {
  return sampleReceipt({
    mailboxes: [
      receiptMailbox('INBOX', { messages: 8_214, copied: 8_209, verified: 8_209, failed: 5, bytes: 4_100_000_000 }),
      receiptMailbox('[Gmail]/Sent Mail', {
        to: 'Sent',
        renamed: ['role'],
        messages: 5_120,
        copied: 5_120,
        verified: 5_120,
      }),
      receiptMailbox('Work/Projects', { to: 'Work.Projects', renamed: ['delimiter-in-name'], droppedKeywords: 2 }),
      receiptMailbox('Travel', { messages: 640, copied: 598, alreadyThere: 30, verified: 628, skipped: 12 }),
      receiptMailbox('Rechnungen', { altered: 40 }),
      receiptMailbox('Été à la mer'),
    ],
    leftOut: [
      { name: '[Gmail]/Spam', reason: 'spam', messages: 412 },
      { name: '[Gmail]/All Mail', reason: 'virtual', messages: 20_011 },
      { name: 'Old stuff', reason: 'excluded', messages: 77 },
    ],
    skippedBy: { 'before-since': 12, 'after-until': 0, 'over-max-size': 0, 'gone-at-source': 0 },
    exceptions: [
      sampleException(1),
      sampleException(2),
      sampleException(3, {
        kind: 'message-refused',
        bytes: 812_000,
        subject: 'Your invoice 2231',
        from: 'billing@shop.example',
        serverText: 'NO [CANNOT] Message contains a virus signature',
      }),
      sampleException(4, { kind: 'unreadable-at-source', bytes: 4_100, subject: null, from: null, serverText: null }),
      sampleException(5, { kind: 'missing', bytes: 9_100, subject: 'Re: Sunday', serverText: null }),
      ...[6, 7].map((uid) =>
        sampleException(uid, {
          outcome: 'altered',
          kind: 'altered',
          mailbox: 'Rechnungen',
          source: 'Rechnungen',
          bytes: 61_000,
          differs: ['content', 'size'],
          serverText: null,
          subject: `Rechnung ${String(uid)}`,
        }),
      ),
    ],
    exceptionCount: 7,
  });
}

/** A receipt with folders that are not complete, for every reason there is. */
export function incompleteReceipt(): ReceiptView {
  const { tally: _, ...mixed } = mixedReceipt();
  return sampleReceipt({
    ...mixed,
    mailboxes: mixed.mailboxes.map((mailbox) => ({ ...mailbox, isIncomplete: mailbox.from === 'Travel' })),
    totals: mixed.totals,
    skippedBy: { 'before-since': 9, 'after-until': 0, 'over-max-size': 0, 'gone-at-source': 3 },
    shortfalls: [
      sampleShortfall({ messages: 1_240 }),
      sampleShortfall({
        mailbox: 'Projects › House in the country › Letters about the hedge',
        messages: null,
        serverText: hostile,
      }),
      sampleShortfall({ mailbox: 'Family', side: 'destination', messages: 0, serverText: null }),
      sampleShortfall({ mailbox: 'Travel', reason: 'hidden', messages: 30, serverText: null }),
      sampleShortfall({
        mailbox: 'Rechnungen',
        reason: 'shared-uid',
        side: 'destination',
        messages: 2,
        serverText: null,
      }),
      sampleShortfall({ mailbox: 'Sent', reason: 'not-entered', side: null, messages: 1, serverText: null }),
    ],
    exceptions: [
      ...mixed.exceptions,
      sampleException(8, {
        ...{ kind: 'connection-lost', side: 'source', flaw: null, bytes: 19_000, subject: 'Holiday pictures' },
        serverText: null,
      }),
      sampleException(9, {
        ...{ outcome: 'altered', kind: 'altered', side: 'source', flaw: null, differs: ['date'], bytes: 2_100 },
        ...{ subject: 'Minutes of the meeting', serverText: null },
      }),
    ],
    exceptionCount: 9,
  });
}

/** A move at step 7. */
export function verificationMove(run: Partial<RunView> = {}, overrides: Partial<MoveView> = {}): MoveView {
  return sampleMoveBetween({ step: 'verification', reached: 'verification', run: finishedRun(run), ...overrides });
}

/** A move at step 8. */
export function afterMove(overrides: Partial<MoveView> = {}): MoveView {
  return sampleMoveBetween({ step: 'after', reached: 'after', run: finishedRun(), ...overrides });
}
