import { expect, test } from 'vitest';
import { addTallies, closingLine, isGood, tallyVitest } from '../../scripts/test/tally.mjs';

const report = (passed: number, failed: number, pending: number, files: readonly (readonly string[])[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: 0,
  testResults: files.map((statuses) => ({
    status: statuses.every((status) => status === 'passed') && statuses.length > 0 ? 'passed' : 'failed',
    assertionResults: statuses.map((status) => ({ status })),
  })),
});

test('the closing line names skipped tests only where there are some', () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(closingLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
});

test('nothing run and anything failed are both no success', () => {
  expect(isGood({ passed: 3, failed: 0, skipped: 1 })).toBe(true);
  expect(isGood({ passed: 3, failed: 1, skipped: 0 })).toBe(false);
  expect(isGood({ passed: 0, failed: 0, skipped: 9 })).toBe(false);
});

test('a run is counted as vitest reports it', () => {
  expect(tallyVitest(report(5, 1, 2, [['passed', 'failed']]), 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
});

test('a file that could not be loaded is a failure', () => {
  expect(tallyVitest(report(1, 0, 0, [['passed'], []]), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('a bad end without a failed test is a failure, and so is no report', () => {
  expect(tallyVitest(report(4, 0, 0), 1)).toEqual({ passed: 4, failed: 1, skipped: 0 });
  expect(tallyVitest(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('parts add up', () => {
  const part = { passed: 1, failed: 2, skipped: 3 };
  expect(addTallies([part, part, { passed: 1, failed: 0, skipped: 0 }])).toEqual({ passed: 3, failed: 4, skipped: 6 });
});
