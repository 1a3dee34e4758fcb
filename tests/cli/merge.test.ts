import { describe, expect, it } from 'vitest';
import { CliError } from '../../main/cli/cli-error.ts';
import { parseMerges } from '../../main/cli/merges.ts';
import { parseCommandLine } from '../../main/cli/options.ts';
import { readSettings } from '../../main/cli/settings.ts';
import { fill, readEvents, runHoming, startMove } from './homing.ts';

describe('--merge', () => {
  it('names two mailboxes, with their = doubled', () => {
    const line = parseCommandLine(['run', '--merge', 'work=Work', '--merge', 'a==b= c == d', '--merge', '__proto__=x']);
    const { decisions } = readSettings(line.flags).plan;
    expect(Object.entries(decisions)).toEqual([
      ['work', { mergeInto: 'Work' }],
      ['a=b', { mergeInto: ' c = d' }],
      ['__proto__', { mergeInto: 'x' }],
    ]);
    expect(parseMerges([])).toEqual({});
  });

  it.each([[['work']], [['=Work']], [['work=']], [['a=b=c']], [['work=Work', 'work=Lists']]])(
    '%j is refused',
    (texts) => {
      expect(() => parseMerges(texts)).toThrow(CliError);
    },
  );

  it('puts one behind the other, and nothing twice', async () => {
    await using move = await startMove();
    fill(move.source, 'lists', 5);
    const args = [...move.args, '--merge', 'lists=Lists', '--merge', 'Gone=Lists'];
    const planned = await runHoming(['plan', ...args], move.environment);
    expect(planned.code, planned.stderr).toBe(0);
    expect(planned.stdout).toMatch(/lists .* → Lists \(together with Lists, behind it\)/);
    expect(planned.stdout).toContain('Gone and Lists stay two: the old account has not both.');
    for (const copied of [25, 25]) {
      const run = await runHoming(['run', ...args, '--deep', '--json'], move.environment);
      expect(run.code, run.stderr).toBe(0);
      const events = readEvents(run.stdout);
      expect(events.at(-1)).toMatchObject({ copied, failed: 0 });
      expect(events.find(({ event }) => event === 'plan')).toMatchObject({
        mailboxes: expect.arrayContaining([expect.objectContaining({ source: 'lists', mergeInto: 'Lists' })]),
        notMerged: [{ source: 'Gone', into: 'Lists', problem: 'missing' }],
      });
    }
    const subjects = move.destination.store.get('Lists')?.messages.map(({ body }) => {
      const bytes = typeof body === 'function' ? body() : body;
      return /Subject: (\w+)/.exec(bytes.toString())?.[1];
    });
    expect(subjects).toEqual([...Array<string>(8).fill('Lists'), ...Array<string>(5).fill('lists')]);
    expect(move.destination.store.get('lists (2)')).toBeUndefined();
  });
});
