import { describe, expect, it } from 'vitest';
import { CliError } from '../../main/cli/cli-error.ts';
import { readRowOptions } from '../../main/cli/batch/row-options.ts';
import { parseCommandLine } from '../../main/cli/options.ts';
import { readSettings } from '../../main/cli/settings.ts';
import { fill, readEvents, runHoming, startMove, type Move } from './homing.ts';

const decisionsOf = (...args: readonly string[]): unknown =>
  Object.entries(readSettings(parseCommandLine(['run', ...args]).flags).plan.decisions);

/** Names and numbers of messages of the new account. */
const mailboxes = (move: Move): Record<string, number> =>
  Object.fromEntries(move.destination.store.mailboxes.map(({ name, messages }) => [name, messages.length]));

describe('--rename', () => {
  it('names a mailbox and its new name, with their = doubled, beside --merge', () => {
    expect(decisionsOf('--rename', 'Work=Office', '--rename', 'a==b= c == d', '--merge', 'x=y')).toEqual([
      ['x', { mergeInto: 'y' }],
      ['Work', { destination: 'Office' }],
      ['a=b', { destination: ' c = d' }],
    ]);
    expect(decisionsOf('--rename', '__proto__=x')).toEqual([['__proto__', { destination: 'x' }]]);
    expect(decisionsOf()).toEqual([]);
  });

  it.each([
    ['--rename', 'Work'],
    ['--rename', '=Office'],
    ['--rename', 'Work='],
    ['--rename', 'a=b=c'],
    ['--rename', 'Work=Office', '--rename', 'Work=Desk'],
    ['--rename', 'Work=Office', '--merge', 'Work=Lists'],
    ['--under', ' '],
  ])('%s %s … is refused', (...args) => {
    expect(() => decisionsOf(...args)).toThrow(CliError);
  });

  it('gives mailboxes other names, with what is below them, and says which it does not', async () => {
    await using move = await startMove();
    fill(move.source, 'Lists/Bees', 2);
    const args = [...move.args, '--rename', 'Lists=Old lists', '--rename', 'Gone=Here'];
    const planned = await runHoming(['plan', ...args], move.environment);
    expect(planned.code, planned.stderr).toBe(0);
    expect(planned.stdout).toMatch(/Lists\/Bees .* → Old lists\/Bees$/m);
    expect(planned.stdout).toContain('Gone does not become Here: the old account has no such mailbox.');
    const run = await runHoming(['run', ...args, '--json'], move.environment);
    expect(run.code, run.stderr).toBe(0);
    expect(mailboxes(move)).toEqual({ INBOX: 12, 'Old lists': 8, 'Old lists/Bees': 2 });
    const again = await runHoming(['run', ...move.args, '--rename', 'Lists=Other', '--json'], move.environment);
    expect(readEvents(again.stdout).find(({ event }) => event === 'plan')).toMatchObject({
      notRenamed: [{ source: 'Lists', destination: 'Other', problem: 'started' }],
    });
    expect(mailboxes(move)).toEqual({ INBOX: 12, 'Old lists': 8, 'Old lists/Bees': 2 });
  });
});

describe('--under', () => {
  it('puts everything below one mailbox, but for what has a name of its own', async () => {
    await using move = await startMove();
    fill(move.source, 'Sent', 3);
    fill(move.source, 'Work', 4);
    const args = [...move.args, '--under', 'Old mail', '--rename', 'Work=Work'];
    const run = await runHoming(['run', ...args], move.environment);
    expect(run.code, run.stderr).toBe(0);
    expect(mailboxes(move)).toEqual({
      ...{ INBOX: 0, 'Old mail/Inbox': 12, 'Old mail/Lists': 8, 'Old mail/Sent': 3, Work: 4 },
    });
  });
});

describe('--until', () => {
  it('is a date later than --since', () => {
    const dates = (...args: readonly string[]): unknown => {
      const { since, until } = readSettings(parseCommandLine(['run', ...args]).flags);
      return [since, until];
    };
    const [begin, end] = [new Date(2020, 0, 1).getTime(), new Date(2021, 0, 1).getTime()];
    expect(dates()).toEqual([null, null]);
    expect(dates('--since', '2020-01-01', '--until', '2021-01-01')).toEqual([begin, end]);
    expect(() => dates('--until', '2021-02-31')).toThrow('--until is not a date.');
    expect(() => dates('--since', '2021-01-01', '--until', '2021-01-01')).toThrow('--until is not later than --since');
  });

  it('leaves messages of that day and later ones behind, and takes them along without it', async () => {
    await using move = await startMove();
    const mailbox = move.source.store.create('Dated');
    const body = (number: number): Buffer =>
      Buffer.from(`Subject: ${String(number)}\r\nMessage-ID: <${String(number)}@x>\r\n\r\nx\r\n`);
    const dates = ['31-Dec-2019 23:59:59 +0000', '01-Jan-2020 00:00:00 +0000', '01-Jan-2020 00:00:01 +0000'];
    mailbox.add(dates.map((internalDate, number) => ({ flags: [], internalDate, body: body(number) })));
    const run = await runHoming(['run', ...move.args, '--until', '2020-01-01T00:00:00Z', '--json'], move.environment);
    expect(run.code, run.stderr).toBe(0);
    const done = readEvents(run.stdout).at(-1);
    expect(done).toMatchObject({ copied: 21, skipped: 2 });
    const report = await runHoming(['report', '--journal', move.journal, '--json'], {});
    expect(readEvents(report.stdout)[0]).toMatchObject({
      receipt: { skippedBy: { 'before-since': 0, 'after-until': 2, 'over-max-size': 0, 'gone-at-source': 0 } },
    });
    await runHoming(['run', ...move.args, '--json'], move.environment);
    expect(mailboxes(move)).toEqual({ INBOX: 12, Lists: 8, Dated: 3 });
  });
});

it('a line of a list may have them all, renames beside those of all lines', () => {
  const cells = { rename: ['a=b'], under: ['Anna'], until: ['2024-01-31'] };
  expect(readRowOptions(cells, { rename: ['c=d'], under: 'All' }, '/')).toEqual({
    options: { rename: ['c=d', 'a=b'], under: 'Anna', until: '2024-01-31' },
    problems: [],
  });
});
