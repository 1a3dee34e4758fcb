import type { SchemaStep } from '../upgrade-schema.ts';
import { ledgerTables } from './ledger-tables.ts';

/**
 * Traffic by account in place of traffic by move, since providers count by account; and what was learned of an account's limits. Frozen,
 * as every released step.
 */
export const accountLedger: SchemaStep = {
  version: 3,
  sql: `
    ${ledgerTables}
    INSERT INTO account_traffic (account, direction, at, bytes)
      SELECT CASE side WHEN 'source' THEN source_key ELSE destination_key END,
             CASE side WHEN 'source' THEN 'down' ELSE 'up' END,
             at, sum(bytes)
      FROM traffic JOIN migration ON migration.id = traffic.migration
      GROUP BY 1, 2, 3;
    DROP TABLE traffic;
  `,
};
