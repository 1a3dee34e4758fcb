import { expect, test } from 'vitest';
import { foreseenLines } from '../../main/terminal/foreseen-lines.ts';

test('a server that keeps everything needs no words', () => {
  expect(foreseenLines({ dates: [], keywords: {}, content: [] })).toEqual([]);
});

test('what will be lost is told with its numbers, and names from servers are cleaned', () => {
  const dates = [{ mailbox: 'INBOX', uid: 1, internalDate: '01-Jan-1970 00:00:00 +0000' }];
  const keywords = {
    'Work\u202e': 2,
    ...Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${String(n)}`, 1])),
  };
  const [first = '', second = '', third = ''] = foreseenLines({ dates, keywords, content: ['8-bit-header-replaced'] });
  expect(first).toBe('The new server will not keep the arrival date of 1 message.');
  expect(second).toMatch(/ \(2 messages\), k0 \(1 message\), .* and 2 more\.$/);
  expect(second).not.toContain('\u202e');
  expect(third).toContain('unencoded letters beyond ASCII in a header become X.');
});
