import type { Receipt, ReceiptMailbox } from '../../shared/model/receipt.ts';

const counts = {
  ...{
    messages: 600,
    bytes: 26_000_000,
    copied: 598,
    alreadyThere: 0,
    verified: 598,
    compared: 0,
    comparedAtRandom: 0,
  },
  ...{ altered: 0, failed: 0, skipped: 2, waiting: 0 },
};

/** One mailbox of a receipt, but for what is changed. */
export function sampleReceiptMailbox(change: Partial<ReceiptMailbox> = {}): ReceiptMailbox {
  return { source: 'INBOX', destination: 'INBOX', renamed: [], droppedKeywords: {}, ...counts, ...change };
}

/** A receipt without exceptions, but for what is changed. */
export function sampleReceipt(change: Partial<Receipt> = {}): Receipt {
  return {
    version: 1,
    from: { user: 'me@old.example', host: 'imap.old.example' },
    to: { user: 'me@new.example', host: 'mail.new.example' },
    namespaces: null,
    createdAt: Date.UTC(2026, 0, 1, 12),
    totals: counts,
    mailboxes: [sampleReceiptMailbox()],
    leftOut: [{ source: 'Junk', reason: 'spam', messages: 7 }],
    skippedBy: { 'before-since': 2, 'after-until': 0, 'over-max-size': 0, 'gone-at-source': 0 },
    exceptions: [],
    shortfalls: [],
    ...change,
  };
}
