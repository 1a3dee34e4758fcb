import { messageFlaws, type Treatment } from '../../shared/model/problem.ts';
import type { MigrationSettings } from '../engine/settings.ts';
import type { LabelStrategy } from '../../shared/model/plan.ts';
import { CliError } from './cli-error.ts';

const units: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Reads a size in bytes: `5000000`, `10M`, `1.5G` (with 1,024 as the step, as servers count their limits). */
export function parseSize(text: string): number {
  const match = /^(\d{1,15}(?:\.\d{1,6})?)\s*([kmg]?)(?:i?b)?$/i.exec(text.trim());
  const bytes = match ? Math.floor(Number(match[1]) * (units[(match[2] ?? '').toUpperCase()] ?? 1)) : 0;
  if (!Number.isSafeInteger(bytes) || bytes <= 0)
    throw new CliError('--max-size is not a size.', 'Write it in bytes, or with K, M or G, for example 25M.');
  return bytes;
}

/**
 * Reads a day (`2024-01-31`, which begins at midnight here) or a moment (`2024-01-31T12:00:00Z`).
 * @returns milliseconds since 1970
 */
export function parseSince(text: string, option: '--since' | '--until' = '--since'): number {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (day) {
    const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
    const midnight = new Date(year, month - 1, date);
    // The calendar silently turns 31 February into March.
    if (midnight.getMonth() === month - 1 && midnight.getDate() === date) return midnight.getTime();
  } else if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})?$/.test(text.trim())) {
    const moment = Date.parse(text.trim());
    if (!Number.isNaN(moment)) return moment;
  }
  throw new CliError(`${option} is not a date.`, 'Write it as year-month-day, for example 2024-01-31.');
}

/** Reads the name of the one mailbox below which everything goes. */
export function parseUnder(text: string): string {
  if (text.trim() !== '') return text;
  throw new CliError(
    '--under names no mailbox.',
    'Write the one below which everything is to go, for example "Old mail".',
  );
}

/** Reads a number of days, for `--recent-first`. */
export function parseDays(text: string): number {
  const days = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  if (days >= 1) return days;
  throw new CliError('--recent-first is not a number of days.', 'Write how many days count as recent, for example 90.');
}

const treatments: readonly Treatment[] = ['leave', 'repair', 'wrap'];
const strategies: readonly LabelStrategy[] = ['folders', 'primary', 'archive'];

/** Reads what is to become of Gmail's labels. */
export function parseLabels(text: string): LabelStrategy {
  const strategy = strategies.find((one) => one === text.trim().toLowerCase());
  if (strategy !== undefined) return strategy;
  throw new CliError(
    '--labels is none of folders, primary and archive.',
    'Leave it out to see every label as a folder, as Gmail shows it.',
  );
}

/** Reads what is to become of messages that the new mailbox refuses as they are. A repair that is not known leaves the message behind. */
export function parseRefused(text: string): MigrationSettings['treatments'] {
  const treatment = treatments.find((one) => one === text.trim().toLowerCase());
  if (treatment === undefined)
    throw new CliError(
      '--refused is none of leave, repair and wrap.',
      'Leave it out to have refused messages named and left where they are.',
    );
  // Neither makes a message smaller.
  const flaws = messageFlaws.filter((flaw) => flaw !== 'too-large');
  return Object.fromEntries(flaws.map((flaw) => [flaw, treatment]));
}

/** Reads how many messages a sample compares. */
export function parseSample(text: string): number {
  const bodies = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
  if (bodies > 0) return bodies;
  throw new CliError('--sample is not a number of messages.', 'Write how many to compare, for example 300.');
}
