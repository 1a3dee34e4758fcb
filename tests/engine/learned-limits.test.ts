import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../main/engine/account-ledger.ts';
import {
  connectUntil,
  learnedBudget,
  learnedConnections,
  refusedInARow,
  restUntil,
} from '../../main/engine/learned-limits.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 0, 10);

function refused(change: Partial<Refusal>): Refusal {
  return {
    ...{ kind: 'amount', at: now, direction: 'down', bytes: 600, connections: 2, until: now + HOUR, wentOnAt: null },
    ...change,
  };
}

describe('an account that asked to be left alone', () => {
  test('is, until the last time it named', () => {
    expect(restUntil([refused({}), refused({ until: now + 9 })], now)).toBe(now + HOUR);
    expect(restUntil([refused({ kind: 'patience' })], now)).toBe(now + HOUR);
  });
  test.each([
    ['nothing was refused', []],
    ['the time has come', [refused({ until: now })]],
    ['it went on before', [refused({ wentOnAt: now - 1 })]],
    ['only one more connection was refused', [refused({ kind: 'connections' })]],
  ])('is not when %s', (_when, refusals) => {
    expect(restUntil(refusals, now)).toBeNull();
  });
});

test('refusals count in a row until the account goes on, or was left alone for a day', () => {
  const row = [refused({}), refused({}), refused({ kind: 'patience' }), refused({ kind: 'connections' })];
  expect(refusedInARow(row, now)).toBe(2);
  expect(refusedInARow([refused({ wentOnAt: now }), refused({})], now)).toBe(1);
  expect(refusedInARow([refused({ until: now - DAY })], now)).toBe(0);
});

describe('a budget that was refused', () => {
  const after = (days: number, change: Partial<Refusal> = {}): number | null =>
    learnedBudget(1_000, 'down', [refused(change)], now + days * DAY);
  test('is a little less than what had travelled', () => {
    expect(after(0)).toBe(570);
  });
  test('is never less than a tenth, and never more than is stated', () => {
    expect([after(0, { bytes: 3 }), after(0, { bytes: 5_000 })]).toEqual([100, 1_000]);
  });
  test('holds for a day, rises, and is the stated one after five', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((days) => after(days))).toEqual([570, 570, 677, 785, 892, 1_000, 1_000]);
  });
  test('is the lowest of several', () => {
    expect(learnedBudget(1_000, 'down', [refused({ bytes: 500 }), refused({ bytes: 800 })], now)).toBe(475);
  });
  test.each([
    ['of the other direction', { direction: 'up' as const }],
    ['that was about patience for a while', { kind: 'patience' as const }],
    ['of one more connection', { kind: 'connections' as const }],
  ])('is not learned from a refusal %s', (_what, change) => {
    expect(after(0, change)).toBe(1_000);
  });
  test('is made up for nobody who states none', () => {
    expect(learnedBudget(null, 'down', [refused({})], now)).toBeNull();
  });
});

describe('a connection that was refused', () => {
  const after = (hours: number, connections = 2): number | null =>
    learnedConnections([refused({ kind: 'connections', connections })], now + hours * HOUR);
  test('leaves as many as were open, at least one', () => {
    expect([after(0), after(0, 0)]).toEqual([2, 1]);
  });
  test('may be tried again after six hours, and another after twelve', () => {
    expect([5, 6, 11, 12].map((hours) => after(hours))).toEqual([2, 3, 3, 4]);
  });
  test('is forgotten after five days', () => {
    expect(after(5 * 24)).toBeNull();
  });
  test('says nothing when it was patience that was asked for', () => {
    expect(learnedConnections([refused({})], now)).toBeNull();
  });
});

describe('what was refused while the clock was wrong', () => {
  const ahead = refused({ at: now + 370 * 24 * HOUR, until: now + 371 * 24 * HOUR });
  test('is not believed', () => {
    expect(restUntil([ahead], now)).toBeNull();
    expect(refusedInARow([ahead], now)).toBe(0);
    expect(learnedBudget(1_000, 'down', [{ ...ahead, bytes: 100 }], now)).toBe(1_000);
    expect(learnedConnections([{ ...ahead, kind: 'connections' }], now)).toBeNull();
    expect(connectUntil([{ ...ahead, kind: 'connections' }], now)).toBeNull();
  });
  test('lasts no longer than any provider wants', () => {
    expect(restUntil([refused({ at: now, until: now + 370 * 24 * HOUR })], now)).toBe(now + 24 * HOUR);
    expect(restUntil([refused({ at: now - 20 * HOUR, until: now + 370 * 24 * HOUR })], now)).toBe(now + 4 * HOUR);
  });
  test('is believed as far as two clocks may differ', () => {
    expect(restUntil([refused({ at: now + 60_000, until: now + HOUR })], now)).toBe(now + HOUR);
  });
});
