import type { MailboxPhase, MailboxProgress } from '../../shared/model/migration-event.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { bytesText, countText, percent } from '../../shared/quantity-text.ts';
import { paint, type Style, type Tone } from './style.ts';
import { cutText, fitText, textWidth } from './text-width.ts';

const phaseWords: Readonly<Record<MailboxPhase, string>> = {
  waiting: 'waiting',
  indexing: 'reading the list',
  comparing: 'comparing',
  copying: 'copying',
  verifying: 'checking',
  done: 'done',
};

/** A bar of `columns` columns. */
export function bar(done: number, total: number, columns: number): string {
  const filled = total <= 0 ? columns : Math.min(columns, Math.floor((done * columns) / total));
  return '█'.repeat(filled) + '░'.repeat(columns - filled);
}

function toneOf(mailbox: MailboxProgress, isGivenUp: boolean): Tone {
  if (mailbox.failed > 0 || isGivenUp) return 'warning';
  if (mailbox.phase === 'done') return 'good';
  return mailbox.phase === 'waiting' ? 'quiet' : 'plain';
}

function signOf(mailbox: MailboxProgress, isGivenUp: boolean): string {
  if (mailbox.failed > 0 || isGivenUp) return '!';
  if (mailbox.phase === 'done') return '✓';
  return mailbox.phase === 'waiting' ? ' ' : '▸';
}

function counted(mailbox: MailboxProgress): { readonly done: number; readonly total: number } {
  const { phase, total, done, skipped, failed, verified } = mailbox;
  return phase === 'verifying' ? { done: verified + skipped + failed, total } : { done, total };
}

/** The right part: as much of the numbers as fits. */
function numbers(mailbox: MailboxProgress, columns: number): string {
  const { done, total } = counted(mailbox);
  const waiting = mailbox.phase === 'waiting' && done === 0;
  const share = waiting ? '' : `${String(percent(done, total))} %`;
  const count = waiting ? countText(total) : `${countText(done)} of ${countText(total)}`;
  if (columns < 34) return share === '' ? countText(total) : share;
  if (columns < 60) return count.padStart(16);
  const bytes = mailbox.totalBytes === null ? '' : bytesText(waiting ? mailbox.totalBytes : mailbox.doneBytes);
  return `${count.padStart(19)}  ${bytes.padStart(7)}`;
}

/**
 * One mailbox in one line of at most `columns` columns: a sign, its name, a bar, the numbers, and what happens to it,
 * with whatever does not fit left out from the least important.
 * @param isGivenUp whether it rests until the next run, and is not done
 */
export function mailboxLine(mailbox: MailboxProgress, columns: number, style: Style, isGivenUp = false): string {
  const right = numbers(mailbox, columns);
  const words = columns < 72 ? '' : `  ${fitText(isGivenUp ? 'not finished' : phaseWords[mailbox.phase], 16)}`;
  const { done, total } = counted(mailbox);
  const barColumns = columns < 76 ? 0 : Math.min(24, columns - 64);
  const graph = barColumns === 0 ? '' : `${bar(done, total, barColumns)} `;
  const nameColumns = columns - 4 - textWidth(graph + right + words);
  const name = fitText(sanitizeDisplay(mailbox.source), Math.max(1, Math.min(nameColumns, 40)));
  const line = ` ${signOf(mailbox, isGivenUp)} ${name} ${graph}${right}${words}`;
  return paint(cutText(line.trimEnd(), columns), toneOf(mailbox, isGivenUp), style);
}
