import type { MessageProblem, SkipReason } from '../../shared/model/problem.ts';
import type { JournalMessage, MessageStatus } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { fromJson } from './stored-json.ts';

/** Statuses by the number the file knows them under. Frozen: see schema/001-initial.ts. */
export const STATUSES = ['waiting', 'intended', 'copied', 'verified', 'skipped', 'failed'] as const;

const CODES: Readonly<Record<MessageStatus, number>> = {
  waiting: 0,
  intended: 1,
  copied: 2,
  verified: 3,
  skipped: 4,
  failed: 5,
};

/** Treatments by the number the file knows them under. Frozen: see schema/005-treatments.ts. */
export const TREATMENT_CODES = { repair: 1, wrap: 2 } as const;

export function codeOf(status: MessageStatus): number {
  return CODES[status];
}

export function statusOf(code: number): MessageStatus {
  const status = STATUSES[code];
  if (status === undefined) throw new Error(`There is no status ${String(code)}`);
  return status;
}

/** Columns a {@link MessageRow} needs. */
export const MESSAGE_COLUMNS =
  'uid, size, internal_date, flags, status, fingerprint, digest, destination_uid, already_there, problem, skip, treatment, length';

export interface MessageRow {
  readonly uid: number;
  readonly size: number;
  readonly internal_date: string;
  readonly flags: string;
  readonly status: number;
  readonly fingerprint: Buffer | null;
  readonly digest: Buffer | null;
  readonly destination_uid: number | null;
  readonly already_there: number;
  readonly problem: string | null;
  readonly skip: SkipReason | null;
  readonly treatment: number | null;
  readonly length: number | null;
}

export function toMessage(connection: JournalConnection, row: MessageRow): JournalMessage {
  return {
    uid: row.uid,
    size: row.size,
    internalDate: row.internal_date,
    flags: fromJson<string[] | null>(connection, row.flags) ?? [],
    flagsTold: row.flags !== 'null',
    status: statusOf(row.status),
    fingerprint: row.fingerprint,
    digest: row.digest,
    destinationUid: row.destination_uid,
    alreadyThere: row.already_there === 1,
    problem: row.problem === null ? null : fromJson<MessageProblem>(connection, row.problem),
    skip: row.skip,
    length: row.length,
    treatment: row.treatment === null ? null : row.treatment === TREATMENT_CODES.repair ? 'repair' : 'wrap',
  };
}
