import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog, type Log, type LogFacts } from '../../main/electron/log.ts';
import { processorTime } from '../support/processor-time.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function newLog(): { readonly log: Log; readonly file: string; lines(): readonly unknown[] } {
  const folder = temporaryFolder('log');
  const file = join(folder, 'homing.log');
  const log = createLog({ folder, home: '/home/anna', now: () => 1_800_000_000_000 });
  const lines = (): readonly unknown[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  return { log, file, lines };
}

test('a record has the time, what happened, and the facts of the table only', () => {
  const { log, lines } = newLog();
  log.note('started', { version: '0.1.0', password: 'hunter2' } as LogFacts);
  log.note('window-gone', { reason: 'crashed, by anna@example.org', exitCode: 5 });
  expect(lines()).toEqual([
    { at: '2027-01-15T08:00:00.000Z', event: 'started', version: '0.1.0' },
    { at: '2027-01-15T08:00:00.000Z', event: 'window-gone', exitCode: 5 },
  ]);
});

test('of an error it keeps name, code, message and places in the code, without what tells of a person', () => {
  const { log, file, lines } = newLog();
  const error = Object.assign(new TypeError("open '/home/anna/Mail' for anna@example.org"), { code: 'EACCES' });
  log.fault('request-failed', error, { request: 'saveReceipt' });
  const [record] = lines() as [{ error: { frames: readonly string[] } }];
  expect(record).toMatchObject({
    event: 'request-failed',
    request: 'saveReceipt',
    error: { name: 'TypeError', code: 'EACCES' },
  });
  expect(record.error.frames[0]).toMatch(/log\.test\.ts:\d+:\d+$/u);
  expect(readFileSync(file, 'utf8')).not.toMatch(/anna|example\.org|Mail|tmp|work/u);
});

test.each([null, undefined, 'LOGIN anna hunter2', 7, { password: 'hunter2' }])('%j can be thrown, too', (thrown) => {
  const { log, file, lines } = newLog();
  log.fault('uncaught', thrown);
  expect(lines()).toMatchObject([{ event: 'uncaught', error: { name: 'no error' } }]);
  expect(readFileSync(file, 'utf8')).not.toContain('hunter2');
});

test('a message that looks like a stack is none', () => {
  const { log, lines } = newLog();
  log.fault('uncaught', new Error('BAD\n    at hunter2 (/home/anna/hunter2.js:1:1)'));
  const [record] = lines() as [{ error: { frames: readonly string[] } }];
  expect(record.error.frames.length).toBeGreaterThan(0);
  expect(record.error.frames.join(' ')).not.toMatch(/anna|hunter2/u);
  expect(processorTime(() => log.fault('uncaught', new Error(`\n    at ${'a'.repeat(1_000_000)}`)))).toBeLessThan(1000);
});

test('it stays small, and only its owner reads it', () => {
  const { log, file, lines } = newLog();
  for (let n = 0; n < 3000; n += 1) log.fault('uncaught', new Error('words '.repeat(40)));
  expect(statSync(file).size).toBeLessThanOrEqual(128 * 1024);
  expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(128 * 1024);
  expect(existsSync(`${file}.2`)).toBe(false);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(lines().length).toBeGreaterThan(10);
});

test('nowhere to write is no further fault', () => {
  const log = createLog({ folder: '/nowhere/at/all', home: '/home/anna', now: () => 0 });
  expect(() => log.note('started')).not.toThrow();
});
