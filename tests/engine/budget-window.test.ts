import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DailyBudget } from '../../main/engine/budget.ts';
import { openJournal } from '../../main/journal/open-journal.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const began = Date.UTC(2026, 0, 1, 12);

test('the moment told is the first at which there is room, whatever travelled when', () => {
  const spending = fc.array(fc.record({ after: fc.integer({ min: 0, max: 400 * MINUTE }), bytes: fc.nat(400) }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(spending, fc.integer({ min: 1, max: 900 }), fc.nat(100), (steps, bytes, reserved) => {
      const journal = openJournal(':memory:');
      let now = began;
      const parts = {
        ledger: journal.ledger,
        clock: { now: () => now },
        account: 'a',
        direction: 'down',
        bytesPerDay: 1_000,
      } as const;
      const budget = new DailyBudget(parts);
      for (const step of steps) {
        now += step.after;
        budget.note(step.bytes);
      }
      budget.reserve(reserved);
      fc.pre(budget.room() < bytes && bytes + reserved < 900);
      const told = budget.freeAt(bytes);
      expect(told).toBeGreaterThan(now);
      expect(told).toBeLessThanOrEqual(now + DAY + MINUTE);
      const before = now;
      now = told;
      expect(budget.room()).toBeGreaterThanOrEqual(bytes);
      // A minute is as exactly as the journal knows it; a twentieth of the budget is what is worth going on for.
      now = Math.max(before, told - MINUTE);
      expect(budget.room()).toBeLessThan(Math.max(bytes + 10, 50));
      journal.close();
    }),
    { numRuns: 300 },
  );
});

test('what has travelled counts for 24 hours, also in another process, and in one direction', () => {
  const { ledger } = openJournal(':memory:');
  let now = began;
  const clock = { now: () => now };
  const open = (account: string, direction: 'down' | 'up'): DailyBudget =>
    new DailyBudget({ ledger, clock, account, direction, bytesPerDay: 1_000 });
  const first = open('a', 'down');
  first.note(600);
  expect([first.room(), open('a', 'down').room(), open('a', 'up').room(), open('x', 'down').room()]).toEqual([
    ...[400, 400, 1_000, 1_000],
  ]);
  first.reserve(300);
  expect(first.room()).toBe(100);
  first.release(300);
  now += DAY - 1;
  expect(first.room()).toBe(400);
  now += MINUTE;
  expect(first.room()).toBe(1_000);
});

test('what was refused lowers it, and is forgotten slowly', () => {
  const { ledger } = openJournal(':memory:');
  let now = began;
  const clock = { now: () => now };
  const budget = new DailyBudget({ ledger, clock, account: 'a', direction: 'down', bytesPerDay: 1_000 });
  const refusal = { at: began, bytes: 400, connections: 0, until: began + 1, wentOnAt: null, kind: 'amount' } as const;
  ledger.addRefusal('a', { ...refusal, direction: 'down' });
  ledger.addRefusal('b', { ...refusal, direction: 'down', bytes: 200 });
  ledger.addRefusal('a', { ...refusal, direction: 'up', bytes: 300 });
  expect(budget.room()).toBe(380);
  now += 3 * DAY;
  expect(budget.room()).toBe(690);
  now += 2 * DAY;
  expect(budget.room()).toBe(1_000);
});

test('without a limit there is always room, and the traffic is remembered all the same', () => {
  const { ledger } = openJournal(':memory:');
  const parts = { ledger, clock: { now: () => began }, account: 'b', direction: 'up' } as const;
  const budget = new DailyBudget({ ...parts, bytesPerDay: null });
  budget.note(700);
  ledger.addTraffic(budget.takeUnwritten());
  expect([budget.room(), budget.freeAt(10 ** 12)]).toEqual([Number.POSITIVE_INFINITY, began]);
  expect(ledger.trafficSince('b', 'up', 0)).toBe(700);
});
