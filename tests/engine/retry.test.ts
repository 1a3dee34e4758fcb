import { expect, test } from 'vitest';
import { epochOf, sameInstant } from '../../main/engine/internal-date.ts';
import { growLanes, lanesAtOnce, Meter } from '../../main/engine/grow-lanes.ts';
import type { MailErrorFacts } from '../../main/engine/mail-error.ts';
import { pauseBefore } from '../../main/engine/retry.ts';
import { FakeClock } from '../support/fake-clock.ts';

const lost: MailErrorFacts = { kind: 'connection-lost', when: 'now', wide: 'account', outcome: 'unclear' };

test('pauses double up to a minute, with jitter, and respect what the server asked for', () => {
  expect([1, 2, 3, 4].map((attempt) => pauseBefore(attempt, 500, lost, 1))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(pauseBefore(1, 500, lost, 0)).toBe(250);
  expect(pauseBefore(50, 500, lost, 1)).toBe(60_000);
  expect(pauseBefore(1, 500, { ...lost, retryAfterMs: 299_609 }, 1)).toBe(299_609);
});

test('an INTERNALDATE names an instant, whatever its zone', () => {
  expect(epochOf('17-Jul-1996 02:44:25 -0700')).toBe(Date.UTC(1996, 6, 17, 9, 44, 25));
  expect(epochOf(' 1-jan-1970 00:00:00 +0000')).toBe(0);
  expect(sameInstant('17-Jul-1996 02:44:25 -0700', '17-Jul-1996 11:44:25 +0200')).toBe(true);
  expect(sameInstant('17-Jul-1996 02:44:25 -0700', '17-Jul-1996 02:44:25 +0200')).toBe(false);
  expect(epochOf('yesterday')).toBeNull();
  expect(sameInstant('yesterday', 'yesterday')).toBe(true);
});

async function grown(most: number, rates: readonly number[], left = (): boolean => true): Promise<number> {
  const [clock, meter] = [new FakeClock(), new Meter()];
  let [lanes, window] = [0, 0];
  clock.onSleep = () => {
    meter.bytes += rates[window++] ?? 0;
  };
  const signal = new AbortController().signal;
  await growLanes({ clock, meter, signal, most, atOnce: 2, start: () => lanes++, enough: () => !left() });
  return lanes;
}

test('lanes are added while each of them brings more, never over the most', async () => {
  expect(await grown(8, [100, 150, 220, 220])).toBe(5);
  expect(await grown(8, [100, 101])).toBe(3);
  expect(await grown(3, [100, 200, 400])).toBe(3);
  expect(await grown(1, [])).toBe(1);
});

test('no lane is added when nothing is left to do', async () => {
  let asked = 0;
  expect(await grown(8, [100, 200], () => ++asked <= 2)).toBe(2);
});

test('far servers get more lanes at once', () => {
  expect([20, 200, 500].map(lanesAtOnce)).toEqual([2, 3, 5]);
});
