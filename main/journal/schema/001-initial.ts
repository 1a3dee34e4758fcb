import type { SchemaStep } from '../upgrade-schema.ts';

/**
 * The first schema. Frozen: a released step never changes, a later step changes what it made.
 *
 * - `migration`: a move between two accounts, found again by their keys (see accountKey). No secret is ever in this file.
 * - `pair`: one source mailbox and where its messages go. MODSEQs are text, because they may take 64 bits (RFC 7162).
 *   `renamed` and `dropped_keywords` are JSON. Both are known by the source name within a migration.
 * - `left_out`: mailboxes the last plan leaves behind.
 * - `message`: one source message; never its text. Rows of a former UIDVALIDITY stay: they say what we put at the destination.
 *   `status`: 0 waiting, 1 intended, 2 copied, 3 verified, 4 skipped, 5 failed. `flags` and `problem` are JSON,
 *   `fingerprint` 16 bytes, `digest` SHA-256 of the source's bytes. The status index carries the size, so that counting reads it alone.
 * - `destination_listing`: what a destination mailbox holds, made anew for each comparison.
 *   Fingerprints have no index: they come in no order, so that each new message would change a page of its own. They are sorted
 *   when something must be matched (see match-table.ts).
 * - `traffic`: bytes by side and time (milliseconds since 1970), for daily budgets.
 */
export const initial: SchemaStep = {
  version: 1,
  sql: `
    CREATE TABLE migration (
      id INTEGER PRIMARY KEY,
      source_key TEXT NOT NULL,
      destination_key TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (source_key, destination_key)
    ) STRICT;

    CREATE TABLE pair (
      id INTEGER PRIMARY KEY,
      migration INTEGER NOT NULL REFERENCES migration (id),
      source TEXT NOT NULL,
      destination TEXT NOT NULL,
      role TEXT,
      renamed TEXT NOT NULL,
      messages INTEGER NOT NULL,
      bytes INTEGER,
      subscribed INTEGER NOT NULL,
      existed INTEGER NOT NULL,
      source_uid_validity INTEGER,
      indexed_uid_next INTEGER,
      indexed_messages INTEGER,
      source_highest_modseq TEXT,
      destination_uid_validity INTEGER,
      destination_uid_next INTEGER,
      destination_highest_modseq TEXT,
      reconciled INTEGER NOT NULL DEFAULT 0,
      dropped_keywords TEXT NOT NULL DEFAULT '{}',
      UNIQUE (migration, source)
    ) STRICT;

    CREATE TABLE left_out (
      migration INTEGER NOT NULL REFERENCES migration (id),
      position INTEGER NOT NULL,
      source TEXT NOT NULL,
      reason TEXT NOT NULL,
      messages INTEGER NOT NULL,
      PRIMARY KEY (migration, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE message (
      pair INTEGER NOT NULL REFERENCES pair (id),
      source_uid_validity INTEGER NOT NULL,
      uid INTEGER NOT NULL,
      size INTEGER NOT NULL,
      internal_date TEXT NOT NULL,
      flags TEXT NOT NULL,
      status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 5),
      fingerprint BLOB,
      digest BLOB,
      destination_uid INTEGER,
      already_there INTEGER NOT NULL DEFAULT 0,
      problem TEXT,
      skip TEXT,
      PRIMARY KEY (pair, source_uid_validity, uid)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX message_by_status ON message (pair, source_uid_validity, status, uid, size, already_there);
    CREATE INDEX message_by_destination ON message (pair, source_uid_validity, destination_uid)
      WHERE destination_uid IS NOT NULL;
    CREATE INDEX message_with_problem ON message (pair, source_uid_validity, uid) WHERE problem IS NOT NULL;

    CREATE TABLE destination_listing (
      pair INTEGER NOT NULL REFERENCES pair (id),
      uid INTEGER NOT NULL,
      fingerprint BLOB NOT NULL,
      size INTEGER NOT NULL,
      internal_date TEXT NOT NULL,
      PRIMARY KEY (pair, uid)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE traffic (
      migration INTEGER NOT NULL REFERENCES migration (id),
      side TEXT NOT NULL,
      at INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      PRIMARY KEY (migration, side, at)
    ) STRICT, WITHOUT ROWID;
  `,
};
