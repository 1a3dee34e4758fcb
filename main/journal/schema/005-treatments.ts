import type { SchemaStep } from '../upgrade-schema.ts';

/**
 * Messages that were sent in another form than the source has them, because the destination refused them. Frozen, as every released step.
 *
 * - `message.treatment`: NULL as it is, 1 repaired, 2 wrapped. Fingerprint and digest are then those of the form that was sent.
 */
export const treatments: SchemaStep = {
  version: 5,
  sql: 'ALTER TABLE message ADD COLUMN treatment INTEGER CHECK (treatment IN (1, 2));',
};
