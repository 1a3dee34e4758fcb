import type { SkipReason } from '../../shared/model/problem.ts';
import { epochOf } from './internal-date.ts';
import type { Journal, JournalMessage } from './journal-port.ts';
import type { MigrationSettings } from './settings.ts';

const PAGE = 2_000;

/** The person's choice of messages. */
type Filters = Pick<MigrationSettings, 'since' | 'until' | 'maxSize'>;

/** Why a message stays behind under these filters, or null when it goes along. */
export function skipReason(
  message: Pick<JournalMessage, 'size' | 'internalDate'>,
  { since, until, maxSize }: Filters,
): SkipReason | null {
  if (maxSize !== null && message.size > maxSize) return 'over-max-size';
  if (since === null && until === null) return null;
  const received = epochOf(message.internalDate);
  if (received === null) return null;
  if (since !== null && received < since) return 'before-since';
  return until !== null && received >= until ? 'after-until' : null;
}

/**
 * Applies today's filters to messages listed under earlier ones: what they let pass now is waiting again, and what they hold back
 * now is skipped. What has been copied stays as it is.
 */
export function applyFilters(journal: Journal, pairId: number, filters: Filters): void {
  const { skipped, waiting } = journal.counts(pairId).byStatus;
  const passing: number[] = [];
  if (skipped.messages > 0) {
    for (const message of rowsOf(journal, pairId, 'skipped')) {
      if (message.skip !== 'gone-at-source' && skipReason(message, filters) === null) passing.push(message.uid);
    }
  }
  const held: Partial<Record<SkipReason, number[]>> = {};
  if (waiting.messages > 0 && [filters.since, filters.until, filters.maxSize].some((limit) => limit !== null)) {
    for (const message of rowsOf(journal, pairId, 'waiting')) {
      const reason = skipReason(message, filters);
      if (reason) (held[reason] ??= []).push(message.uid);
    }
  }
  if (passing.length > 0) journal.markWaiting(pairId, passing);
  for (const reason of ['before-since', 'after-until', 'over-max-size'] as const) {
    if (held[reason]) journal.markSkipped(pairId, held[reason], reason);
  }
}

function* rowsOf(journal: Journal, pairId: number, status: 'skipped' | 'waiting'): Generator<JournalMessage> {
  for (let after = 0; ;) {
    const rows = journal.messages(pairId, status, after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.uid;
  }
}
