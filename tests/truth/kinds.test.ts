import { describe, expect, test } from 'vitest';
import type { Expectation } from '../support/quirky/kind.ts';
import { kinds } from '../support/quirky/kinds.ts';
import { playKind } from '../support/quirky/play-kind.ts';

const PROMISE: Readonly<Record<Expectation, string>> = {
  all: 'everything arrives, and that is said',
  arrives: 'everything arrives',
  named: 'what does not arrive is named',
  stops: 'it finishes, or says why it does not',
};

/** Each kind of misbehaviour alone: what is covered, and what a move comes to. */
describe.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  test.each(kind.roles.map((role) => [role, PROMISE[kind.expect[role]]] as const))('at the %s: %s', async (role) => {
    const { last, saidAll, isComplete } = await playKind(kind, role);
    const expected = kind.expect[role];
    if (expected !== 'stops') expect(last.outcome?.end, 'end').toBe('finished');
    if (expected === 'all' || expected === 'arrives') expect(isComplete, 'everything is there').toBe(true);
    if (expected === 'all') expect(saidAll, 'and that is said').toBe(true);
  });
});
