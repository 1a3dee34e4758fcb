import { describe, expect, test } from 'vitest';
import type { Expectation } from '../support/quirky/kind.ts';
import { kinds } from '../support/quirky/kinds.ts';
import { playKind } from '../support/quirky/play-kind.ts';

const PROMISE: Readonly<Record<Expectation, string>> = {
  all: 'everything arrives, and that is said',
  arrives: 'everything arrives',
  named: 'what does not arrive is named, and everything else arrives',
  stops: 'it finishes, or says why it does not',
};

test('between two ordinary servers everything arrives, and that is said', async () => {
  expect(await playKind(null, 'source')).toMatchObject({
    last: { outcome: { end: 'finished' } },
    saidAll: true,
    missing: [],
  });
});

/** Each kind of misbehaviour alone: what is covered, and what a move comes to. */
describe.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  test.each(kind.roles.map((role) => [role, PROMISE[kind.expect[role]]] as const))('at the %s: %s', async (role) => {
    const { last, saidAll, missing, bystanders } = await playKind(kind, role);
    const expected = kind.expect[role];
    if (expected === 'stops') return;
    expect(last.outcome?.end, 'end').toBe('finished');
    expect(bystanders, 'messages that are missing with it').toEqual([]);
    if (expected === 'named') return;
    expect(missing, 'what is missing').toEqual([]);
    if (expected === 'all') expect(saidAll, 'it is said that everything arrived').toBe(true);
  });
});
