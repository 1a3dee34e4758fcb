import type { SchemaStep } from '../upgrade-schema.ts';

/**
 * What it takes to tell what others put into a destination mailbox meanwhile. Frozen, as every released step.
 *
 * - `pair.destination_start`: UIDNEXT when the move had compared the destination mailbox for the first time. What has a lower UID was there
 *   before; NULL: it has not.
 * - `pair.destination_compared`: UIDNEXT up to which it was compared last.
 * - `pair.newcomers`: of what came since, messages that the move did not put there, when it last looked.
 * - `pair.doubled`: of those, messages that the move brought, too.
 */
export const newcomers: SchemaStep = {
  version: 7,
  sql: `
    ALTER TABLE pair ADD COLUMN destination_start INTEGER;
    ALTER TABLE pair ADD COLUMN destination_compared INTEGER;
    ALTER TABLE pair ADD COLUMN newcomers INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE pair ADD COLUMN doubled INTEGER NOT NULL DEFAULT 0;
    UPDATE pair SET destination_start = destination_uid_next, destination_compared = destination_uid_next
      WHERE reconciled = 1;
  `,
};
