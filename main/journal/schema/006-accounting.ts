import type { SchemaStep } from '../upgrade-schema.ts';

/**
 * What it takes to say that everything is accounted for. Frozen, as every released step.
 *
 * - `pair.source_listed`: how many messages of the mailbox that is read the source has listed, of the `indexed_messages` that it says it
 *   has; NULL: not counted since this step.
 * - `pair.problem`: why the mailbox could not be worked on to its end, as JSON; NULL when it could.
 * - `message.length`: bytes of what was sent; NULL until it was read. `size` is what the source told, and may be anything.
 */
export const accounting: SchemaStep = {
  version: 6,
  sql: `
    ALTER TABLE pair ADD COLUMN source_listed INTEGER;
    ALTER TABLE pair ADD COLUMN problem TEXT;
    ALTER TABLE message ADD COLUMN length INTEGER;
  `,
};
