import type { SchemaStep } from '../upgrade-schema.ts';

/**
 * What was compared byte for byte, and how names are taken apart. Frozen, as every released step.
 *
 * - `message.compared`: 0 not, 1 read whole at the destination and compared, 2 likewise, chosen at random for a sample. Counts only
 *   for a `verified` message, and begins anew with each arrival.
 * - `migration`: prefix and delimiter of both accounts' personal namespaces (RFC 2342); NULL prefix: not looked at since this step.
 */
export const compared: SchemaStep = {
  version: 4,
  sql: `
    ALTER TABLE message ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX message_compared ON message (pair, source_uid_validity, status, compared) WHERE compared > 0;
    ALTER TABLE migration ADD COLUMN source_prefix TEXT;
    ALTER TABLE migration ADD COLUMN source_delimiter TEXT;
    ALTER TABLE migration ADD COLUMN destination_prefix TEXT;
    ALTER TABLE migration ADD COLUMN destination_delimiter TEXT;
  `,
};
