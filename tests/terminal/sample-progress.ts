import type { MailboxProgress } from '../../shared/model/migration-event.ts';
import type { Progress } from '../../shared/model/progress.ts';

/** A mailbox in the middle of being moved, but for what is changed. */
export function sampleMailbox(source: string, change: Partial<MailboxProgress> = {}): MailboxProgress {
  const numbers = { total: 8000, done: 3102, totalBytes: 776_000_000, doneBytes: 301_000_000 };
  const counts = { skipped: 0, failed: 0, verified: 0 };
  return { source, destination: source, phase: 'copying', ...numbers, ...counts, ...change };
}

/** A move in the middle, but for what is changed. */
export function sampleProgress(change: Partial<Progress> = {}): Progress {
  return {
    stage: 'copying',
    mailboxes: [
      sampleMailbox('INBOX', { phase: 'done', total: 12_300, done: 12_300, doneBytes: 812_000_000 }),
      sampleMailbox('Sent'),
      sampleMailbox('日本語', { failed: 2, total: 50, done: 20 }),
      sampleMailbox('Lists/a name that is much longer than any window is wide, and then some', {
        ...{ phase: 'waiting', done: 0, total: 950, totalBytes: 38_000_000 },
      }),
    ],
    messages: { done: 8112, total: 21_300 },
    bytes: { done: 1_240_000_000, total: 3_400_000_000 },
    skipped: 0,
    failed: 2,
    verified: 0,
    connections: { source: 2, destination: 3 },
    pause: null,
    rate: { messagesPerSecond: 41.2, bytesPerSecond: 4_100_000 },
    timeLeft: { kind: 'range', fromSeconds: 480, toSeconds: 900, slower: false },
    recent: null,
    checkedAgain: 0,
    check: null,
    ...change,
  };
}
