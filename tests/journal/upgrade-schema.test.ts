import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openConnection, openJournal } from '../../main/journal/open-journal.ts';
import { schemaSteps } from '../../main/journal/schema/steps.ts';
import type { SchemaStep } from '../../main/journal/upgrade-schema.ts';
import { newJournalFile } from './support/folder.ts';
import { digest, newMessage, onePair, print } from './support/sample.ts';

const next = schemaSteps.length + 1;
const madeUp: SchemaStep = {
  version: next,
  sql: `ALTER TABLE message ADD COLUMN gmail_message_id TEXT;
        CREATE TABLE label (pair INTEGER NOT NULL REFERENCES pair (id), name TEXT NOT NULL) STRICT;
        UPDATE message SET gmail_message_id = 'g' || uid;`,
};

function filled(): string {
  const file = newJournalFile();
  const journal = openJournal(file);
  const pair = onePair(journal);
  journal.addMessages(pair, [newMessage(1), newMessage(2)]);
  journal.markIntended(pair, [{ uid: 1, fingerprint: print(1), digest: digest(1) }]);
  journal.changePair(pair, { reconciled: true });
  journal.close();
  return file;
}

test('steps are numbered one by one', () => {
  expect(schemaSteps.map((step) => step.version)).toEqual(schemaSteps.map((_step, index) => index + 1));
});

describe('a step over filled data', () => {
  test('keeps the data, and a copy of the file from before', () => {
    const file = filled();
    const upgraded = openConnection(file, [...schemaSteps, madeUp]);
    expect(upgraded.database.pragma('user_version', { simple: true })).toBe(next);
    expect(upgraded.database.prepare('SELECT uid, status, gmail_message_id FROM message').raw().all()).toEqual([
      [1, 1, 'g1'],
      [2, 0, 'g2'],
    ]);
    upgraded.close();
    const copy = `${file}.before-schema-00${String(next)}`;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const before = openJournal(copy);
    expect(before.counts(1).byStatus.intended.messages).toBe(1);
    // Put back, it must not believe that it knows the destination.
    expect(before.pair(1).reconciled).toBe(false);
    before.close();
  });

  test('happens once', () => {
    const file = filled();
    openConnection(file, [...schemaSteps, madeUp]).close();
    const again = openConnection(file, [...schemaSteps, madeUp]);
    expect(again.database.prepare('SELECT count(*) FROM message').pluck().get()).toBe(2);
    again.close();
  });

  test('does not happen at all when it fails half way', () => {
    const file = filled();
    const broken = { version: next, sql: `${madeUp.sql} INSERT INTO nowhere VALUES (1);` };
    expect(() => openConnection(file, [...schemaSteps, broken])).toThrow(/nowhere/);
    const journal = openJournal(file);
    expect(journal.counts(1).byStatus.intended.messages).toBe(1);
    expect(journal.pair(1).reconciled).toBe(true);
    journal.close();
    openConnection(file, [...schemaSteps, madeUp]).close();
  });

  test('may not leave rows without their parent', () => {
    const file = filled();
    const broken = {
      version: next,
      sql: 'PRAGMA defer_foreign_keys = ON; CREATE TABLE a (b REFERENCES pair (id) DEFERRABLE INITIALLY DEFERRED); INSERT INTO a VALUES (99);',
    };
    expect(() => openConnection(file, [...schemaSteps, broken])).toThrow(/parent/);
    openJournal(file).close();
  });
});

test('the first schema needs no copy', () => {
  const file = newJournalFile();
  openJournal(file).close();
  expect(readdirSync(dirname(file))).toEqual(['journal.sqlite']);
  expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
});
