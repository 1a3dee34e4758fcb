import type { SchemaStep } from '../upgrade-schema.ts';

/**
 * Pairs that take their share of one source mailbox (Gmail: "All Mail", by labels). Frozen, as every released step.
 *
 * - `pair.reads_from`: the mailbox whose messages the pair takes its share of; NULL where it is read itself. Its rows have that mailbox's
 *   UIDs and UIDVALIDITY, so a message has the same UID in all of them.
 * - `pair.indexed_share`: by which rule the share was taken at the last complete index.
 * - `message.first_pair`: of a shared message, the pair in which it is to arrive first, which may be this one; the others copy it from there.
 * - `message_shared` finds a message in all pairs that have it, `message_copies` the pairs that others wait for.
 */
export const shares: SchemaStep = {
  version: 2,
  sql: `
    ALTER TABLE pair ADD COLUMN reads_from TEXT;
    ALTER TABLE pair ADD COLUMN indexed_share TEXT;
    ALTER TABLE message ADD COLUMN first_pair INTEGER REFERENCES pair (id);
    CREATE INDEX message_shared ON message (source_uid_validity, uid, pair) WHERE first_pair IS NOT NULL;
    CREATE INDEX message_copies ON message (pair, source_uid_validity, first_pair) WHERE first_pair <> pair;
  `,
};
