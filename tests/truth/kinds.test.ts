import { describe, expect, test } from 'vitest';
import { kinds } from '../support/quirky/kinds.ts';
import { playKind } from '../support/quirky/play-kind.ts';

/** Each kind of misbehaviour alone: what is covered, and what a move comes to. */
describe.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  test.each(kind.roles)(
    `at the %s: ${kind.expect === 'all' ? 'everything arrives' : 'what does not arrive is named'}`,
    async (role) => {
      const { last, saidAll, isComplete } = await playKind(kind, role);
      if (kind.expect !== 'stops') expect(last.outcome?.end, 'end').toBe('finished');
      if (kind.expect === 'all') expect({ isComplete, saidAll }).toEqual({ isComplete: true, saidAll: true });
    },
  );
});
