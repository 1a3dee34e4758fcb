import { expect, test } from 'vitest';
import { foreseenLines } from '../../main/terminal/foreseen-lines.ts';

test('a server that keeps everything needs no words', () => {
  expect(foreseenLines({ dates: [], content: [] })).toEqual([]);
});

test('what will be lost is told', () => {
  const dates = [{ mailbox: 'INBOX', uid: 1, internalDate: '01-Jan-1970 00:00:00 +0000' }];
  const [first, second] = foreseenLines({ dates, content: ['8-bit-header-replaced', 'nul-refused'] });
  expect(first).toBe('The new server will not keep the arrival date of 1 message.');
  expect(second).toContain('become X; messages with NUL characters are refused.');
});
