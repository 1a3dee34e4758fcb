import { exitCode, exitCodeOfOutcome } from '../../../main/cli/exit-code.ts';
import type { Journal } from '../../../main/engine/journal-port.ts';
import { buildReceipt } from '../../../main/engine/receipt.ts';
import type { MigrationOutcome } from '../../../shared/model/migration-event.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Shortfall } from '../../../shared/model/shortfall.ts';

/** Receipt and outcome as the checks read them. */
export interface Told {
  readonly receipt: Receipt;
  readonly shortfalls: readonly Shortfall[];
  /** Of source mailboxes that stay behind though nobody chose so. */
  readonly leftOut: ReadonlySet<string>;
}

/** @returns null where no run has got as far as a move */
export function readReceipt(journal: Journal): Told | null {
  const [migration] = journal.migrations();
  if (!migration) return null;
  const from = { user: 'someone@example.org', host: '127.0.0.1' };
  const subject = { migration: migration.id, from, to: from, namespaces: migration.namespaces };
  const receipt = buildReceipt(journal, subject, 0);
  const leftOut = receipt.leftOut.filter(({ reason }) => reason === 'not-selectable');
  return { receipt, shortfalls: receipt.shortfalls, leftOut: new Set(leftOut.map(({ source }) => source)) };
}

/** Whether the run says that everything is at the destination, as it was: what makes the command line end with 0, and the receipt clean. */
export function saysAllArrived(outcome: MigrationOutcome, told: Told): boolean {
  return exitCodeOfOutcome(outcome) === exitCode.arrived || isClean(told);
}

function isClean({ receipt: { totals }, shortfalls, leftOut }: Told): boolean {
  return totals.waiting + totals.failed + totals.altered + shortfalls.length + leftOut.size === 0;
}
