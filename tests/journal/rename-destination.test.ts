import { expect, test } from 'vitest';
import { openJournal } from '../../main/journal/open-journal.ts';
import type { MailboxPair } from '../../shared/model/plan.ts';

function pair(source: string, destination: string): MailboxPair {
  return {
    source,
    destination,
    role: null,
    renamed: source === 'b' ? ['collision'] : [],
    messages: 1,
    bytes: null,
    subscribed: false,
    exists: true,
  };
}

test('a refused destination gets another name for all that go there, and for nobody else', () => {
  const journal = openJournal(':memory:');
  const migration = journal.openMigration('old', 'new');
  const [a] = journal.savePlan(migration, [pair('a', 'x'), pair('b', 'x'), pair('c', 'y')], []);
  const other = journal.openMigration('old', 'elsewhere');
  journal.savePlan(other, [pair('a', 'x')], []);
  journal.renameDestination(a?.id ?? 0, 'plain', 'reserved-characters');
  const told = (of: number): unknown[] =>
    journal.pairs(of).map(({ destination, renamed, exists }) => [destination, renamed, exists]);
  expect(told(migration)).toEqual([
    ['plain', ['reserved-characters'], false],
    ['plain', ['collision', 'reserved-characters'], false],
    ['y', [], true],
  ]);
  expect(told(other)).toEqual([['x', [], true]]);
  // A later plan does not undo it.
  journal.savePlan(migration, [pair('a', 'x')], []);
  expect(journal.pair(a?.id ?? 0).destination).toBe('plain');
  journal.close();
});
