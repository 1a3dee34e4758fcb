import { expect, test } from 'vitest';
import fc from 'fast-check';
import { SeenUids } from '../../main/imap/seen-uids.ts';

test('each UID of the set is accepted once, in any order', () => {
  const uid = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(fc.array(uid, { maxLength: 200 }), uid, uid, (uids, a, b) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const seen = new SeenUids(`${String(first)}:${String(last)}`);
      const accepted = uids.filter((each) => seen.accept(each));
      expect(accepted).toEqual([...new Set(uids)].filter((each) => each >= first && each <= last));
    }),
  );
});

test('a star admits every UID', () => {
  const seen = new SeenUids('7:*');
  expect([seen.accept(3), seen.accept(9), seen.accept(9)]).toEqual([true, true, false]);
});

test('what is no sequence set is an error of ours', () => {
  expect(() => new SeenUids('')).toThrow('Not a sequence set');
});
