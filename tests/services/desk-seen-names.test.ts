import { expect, test } from 'vitest';
import { nothingTried } from '../../main/engine/try-abilities.ts';
import { seenNames } from '../../main/services/desk/looking/seen-names.ts';
import { moveRecord } from '../../main/services/desk/move-record.ts';

const rehearsal = moveRecord.shape.rehearsal;
const before = { at: 1, scratch: null, down: null, up: null };

test('a write test that was kept by an earlier version is read, and says nothing of characters', () => {
  const { dot, letters, keyword, date, large, multiAppend, copy } = nothingTried;
  const abilities = { dot, keyword, date, large, multiAppend, copy, letters: 'kept' as const };
  expect(letters).toBeNull();
  const read = rehearsal.parse(JSON.parse(JSON.stringify({ ...before, abilities })));
  expect(seenNames(read)).toEqual({ dot: null, letters: true });
  expect(rehearsal.parse({ ...before })?.abilities).toEqual(nothingTried);
});

test('what a write test found of characters decides about names', () => {
  const characters = { taken: '&', refused: '"%' };
  const abilities = { ...nothingTried, dot: 'changed', characters, tilde: 'refused' };
  const kept: unknown = JSON.parse(JSON.stringify({ ...before, abilities }));
  expect(seenNames(rehearsal.parse(kept))).toEqual({ dot: false, letters: null, characters, tilde: false });
});
