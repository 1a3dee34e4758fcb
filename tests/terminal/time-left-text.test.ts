import { expect, it } from 'vitest';
import type { TimeLeft } from '../../shared/model/progress.ts';
import { pauseText, timeLeftText } from '../../main/terminal/time-left-text.ts';

const now = new Date(2026, 0, 1, 14, 2).getTime();
const range = (fromSeconds: number, toSeconds: number, slower = false): TimeLeft => ({
  ...{ kind: 'range', fromSeconds, toSeconds, slower },
});

it.each([
  [{ kind: 'none' } as const, ''],
  [{ kind: 'too-early' } as const, 'time left: too early to say'],
  [{ kind: 'waiting', since: now } as const, 'waiting since 14:02'],
  [range(0, 60), 'less than a minute left'],
  [range(0, 180), 'up to 3 minutes left'],
  [range(120, 300), '2 to 5 minutes left'],
  [range(3600, 3600), 'about 1 hour left'],
  [range(2700, 5400), '¾ to 1½ hours left'],
  [range(4 * 3600, 5.25 * 3600), '4 to 5¼ hours left'],
  [range(10 * 3600, 14 * 3600), '10 to 14 hours left'],
  [range(1.5 * 86_400, 2 * 86_400), '1½ to 2 days left'],
  [range(1200, 2400, true), '20 to 40 minutes left, as it became slower'],
])('%j reads %s', (timeLeft, text) => {
  expect(timeLeftText(timeLeft, now)).toBe(text);
});

it('says why and until when nothing moves', () => {
  const pause = {
    reason: 'throttled',
    side: 'source',
    since: now,
    until: now + 480_000,
    serverText: 'slow\u202E down',
  } as const;
  expect(pauseText(pause, now)).toBe('The old server asks for patience, goes on at 14:10 (it says: “slow down”)');
  const budget = { ...pause, reason: 'daily-budget', side: 'destination', serverText: null } as const;
  expect(pauseText(budget, now)).toBe('The daily amount of the new server is used up, goes on at 14:10');
  const offline = { reason: 'offline', side: null, since: now, until: null, serverText: null } as const;
  expect(pauseText(offline, now)).toBe('No connection to a server; trying again since 14:02');
  const interrupted = { ...offline, reason: 'interrupted', side: 'source', serverText: 'BYE' } as const;
  expect(pauseText(interrupted, now)).toBe('Interrupted at the old server; trying again since 14:02 (it says: “BYE”)');
});
