/**
 * The tables of what is remembered of an account (see engine/account-ledger.ts), in a journal and in the list of moves alike. Frozen with
 * the steps that use it. Moments are milliseconds since 1970.
 */
export const ledgerTables = `
    CREATE TABLE account_traffic (
      account TEXT NOT NULL,
      direction TEXT NOT NULL CHECK (direction IN ('down', 'up')),
      at INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      PRIMARY KEY (account, direction, at)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE account_refusal (
      account TEXT NOT NULL,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('amount', 'patience', 'connections')),
      direction TEXT NOT NULL CHECK (direction IN ('down', 'up')),
      bytes INTEGER NOT NULL,
      connections INTEGER NOT NULL,
      until INTEGER NOT NULL,
      went_on_at INTEGER,
      PRIMARY KEY (account, at, kind, direction)
    ) STRICT, WITHOUT ROWID;
`;
