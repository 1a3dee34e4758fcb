import { expect, test } from 'vitest';
import { fetchIsolated, type UidRange } from '../../main/engine/isolate.ts';
import { MailError } from '../../main/engine/mail-error.ts';

const refusal = (wide: 'message' | 'account' = 'message'): MailError =>
  new MailError({ kind: 'unavailable', when: 'later', wide, outcome: 'refused', serverText: 'cannot' });

/** A server that refuses every FETCH that asks for one of these. */
function server(uids: readonly number[], bad: ReadonlySet<number>) {
  const came = new Set<number>();
  const unreadable: number[] = [];
  let commands = 0;
  return {
    came,
    unreadable,
    commands: () => commands,
    fetch: (ranges: readonly UidRange[]): Promise<number> => {
      commands += 1;
      const asked = uids.filter((uid) => ranges.some(({ first, last }) => uid >= first && uid <= last));
      if (asked.some((uid) => bad.has(uid))) return Promise.reject(refusal());
      for (const uid of asked) came.add(uid);
      return Promise.resolve(asked.length);
    },
    onUnreadable: (uid: number) => void unreadable.push(uid),
  };
}

const all = Array.from({ length: 1000 }, (_unused, index) => 3 * index + 1);

test.each([
  ['one', [301]],
  ['the first and the last', [1, 2998]],
  ['a few together', [601, 604, 607]],
])('what is refused because of %s comes but for these, in a few commands', async (_which, bad) => {
  const one = server(all, new Set(bad));
  await fetchIsolated([{ first: 1, last: 3000 }], one);
  expect(one.unreadable).toEqual(bad);
  expect(one.came.size).toBe(all.length - bad.length);
  expect(one.commands()).toBeLessThan(80);
});

test('single numbers are halved by count, however far apart', async () => {
  const far = [1, 2, 1_000_000, 4_000_000_000];
  const one = server(far, new Set([1_000_000]));
  await fetchIsolated(
    far.map((uid) => ({ first: uid, last: uid })),
    one,
  );
  expect(one.unreadable).toEqual([1_000_000]);
  expect([...one.came].toSorted((left, right) => left - right)).toEqual([1, 2, 4_000_000_000]);
  expect(one.commands()).toBe(5);
});

test('where nothing can be read it is the mailbox, which is known after a few, and no message is blamed', async () => {
  const one = server(all, new Set(all));
  await expect(fetchIsolated([{ first: 1, last: 3000 }], one)).rejects.toMatchObject({ facts: { wide: 'mailbox' } });
  expect(one.unreadable).toEqual([]);
  expect(one.commands()).toBeLessThan(160);
});

test('many in a row do not hide what can be read behind them', async () => {
  const bad = all.slice(0, 60);
  const one = server(all, new Set(bad));
  await fetchIsolated([{ first: 1, last: 2998 }], one);
  expect(one.unreadable).toEqual(bad);
  expect(one.came.size).toBe(all.length - bad.length);
});

test('what concerns more than messages is passed on at once', async () => {
  let commands = 0;
  const fetch = (): Promise<number> => {
    commands += 1;
    return Promise.reject(refusal('account'));
  };
  await expect(fetchIsolated([{ first: 1, last: 9 }], { fetch, onUnreadable: () => undefined })).rejects.toThrow(
    'cannot',
  );
  expect(commands).toBe(1);
});
