import type { Journal } from '../../../main/engine/journal-port.ts';
import { buildReceipt } from '../../../main/engine/receipt.ts';
import type { MigrationOutcome } from '../../../shared/model/migration-event.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';

/** A mailbox of which not everything could be counted or moved, though no single message can be named. */
export interface Shortfall {
  readonly mailbox: string;
  /** Null: nobody knows how many. */
  readonly messages: number | null;
  readonly reason: string;
  readonly side: 'source' | 'destination';
  readonly serverText: string | null;
}

/** Receipt and outcome as the checks read them: the one place that knows how a shortfall is told. */
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
  const receipt: Receipt & { readonly shortfalls?: readonly Shortfall[] } = buildReceipt(journal, subject, 0);
  const leftOut = receipt.leftOut.filter(({ reason }) => reason === 'status-refused' || reason === 'not-selectable');
  return { receipt, shortfalls: receipt.shortfalls ?? [], leftOut: new Set(leftOut.map(({ source }) => source)) };
}

/** Whether an outcome says that everything is at the destination, as it was. */
export function saysAllArrived(outcome: MigrationOutcome & { readonly unaccounted?: number }, told: Told): boolean {
  const { end, waiting, failed, altered, unaccounted = 0 } = outcome;
  const exceptions = waiting + failed + altered + unaccounted + told.shortfalls.length + told.leftOut.size;
  return end === 'finished' && exceptions === 0;
}
