import { expect, test } from 'vitest';
import { chooseFlags, sameFlags } from '../../../main/engine/copy/flags.ts';

const all = ['\\Seen', '\\Flagged', '$Forwarded', 'NonJunk'];

test('everything legal goes where nothing is told or \\* is allowed', () => {
  expect(chooseFlags(all, null)).toEqual({ kept: all, dropped: [] });
  expect(chooseFlags(all, ['\\Seen', '\\Flagged', '\\*'])).toEqual({ kept: all, dropped: [] });
});

test('without \\* only known keywords go, in any case', () => {
  expect(chooseFlags(all, ['\\SEEN', '\\Flagged', '$forwarded'])).toEqual({
    kept: ['\\Seen', '\\Flagged', '$Forwarded'],
    dropped: ['NonJunk'],
  });
});

test('\\Recent is never sent nor missed, unknown system flags and what is no atom are dropped', () => {
  expect(chooseFlags(['\\Recent', '\\Seen', '\\$NOTJUNK', 'two words', 'é', '(', ''], null)).toEqual({
    kept: ['\\Seen'],
    dropped: ['\\$NOTJUNK', 'two words', 'é', '(', ''],
  });
});

test('a flag that comes twice goes once', () => {
  expect(chooseFlags(['\\Seen', '\\seen', 'A', 'a'], null).kept).toEqual(['\\Seen', 'A']);
});

test('flags are compared as sets, without case and \\Recent', () => {
  expect(sameFlags(['\\Seen', 'A'], ['a', '\\SEEN', '\\Recent'])).toBe(true);
  expect(sameFlags(['\\Seen', 'A'], ['a'])).toBe(false);
});
