import type { MailboxRole } from '../../shared/model/mailbox.ts';
import type { RenameReason } from '../../shared/model/plan.ts';
import type { MessageProblem } from '../../shared/model/problem.ts';
import type { JournalPair } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { fromJson } from './stored-json.ts';

/** A row of the table `pair`. */
export interface PairRow {
  readonly id: number;
  readonly source: string;
  readonly destination: string;
  readonly role: MailboxRole | null;
  readonly renamed: string;
  readonly messages: number;
  readonly bytes: number | null;
  readonly subscribed: number;
  readonly existed: number;
  readonly source_uid_validity: number | null;
  readonly indexed_uid_next: number | null;
  readonly indexed_messages: number | null;
  readonly source_highest_modseq: string | null;
  readonly destination_uid_validity: number | null;
  readonly destination_uid_next: number | null;
  readonly destination_highest_modseq: string | null;
  readonly reconciled: number;
  readonly dropped_keywords: string;
  readonly reads_from: string | null;
  readonly indexed_share: string | null;
  readonly source_listed: number | null;
  readonly problem: string | null;
  readonly destination_start: number | null;
  readonly destination_compared: number | null;
  readonly newcomers: number;
  readonly doubled: number;
}

export function toPair(connection: JournalConnection, row: PairRow): JournalPair {
  return {
    id: row.id,
    source: row.source,
    destination: row.destination,
    role: row.role,
    renamed: fromJson<RenameReason[]>(connection, row.renamed),
    messages: row.messages,
    bytes: row.bytes,
    subscribed: row.subscribed === 1,
    exists: row.existed === 1,
    readsFrom: row.reads_from,
    sourceUidValidity: row.source_uid_validity,
    indexedUidNext: row.indexed_uid_next,
    indexedMessages: row.indexed_messages,
    sourceListed: row.source_listed,
    problem: row.problem === null ? null : fromJson<MessageProblem>(connection, row.problem),
    sourceHighestModseq: toModseq(row.source_highest_modseq),
    indexedShare: row.indexed_share,
    destinationUidValidity: row.destination_uid_validity,
    destinationUidNext: row.destination_uid_next,
    destinationStart: row.destination_start,
    destinationCompared: row.destination_compared,
    newcomers: row.newcomers,
    doubled: row.doubled,
    destinationHighestModseq: toModseq(row.destination_highest_modseq),
    reconciled: row.reconciled === 1,
    droppedKeywords: fromJson<Record<string, number>>(connection, row.dropped_keywords),
  };
}

function toModseq(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
