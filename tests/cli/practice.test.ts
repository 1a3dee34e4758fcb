import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { readEvents, runHoming } from './homing.ts';
import { inTerminal } from './pseudo-terminal.ts';

it.concurrent('homing practice moves, stops, goes on, proves, and leaves a receipt', async () => {
  const { code, stdout, stderr } = await runHoming(['practice']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/Stopped in the middle, on purpose: \d+ arrived, \d+ messages still to come/);
  expect(stdout).toMatch(/Looked into both servers directly: (\d+) of \1 messages equal, 0 too many/);
  const file = /The receipt of this practice move is in (.*)/.exec(stdout)?.[1] ?? '';
  expect(readFileSync(file, 'utf8')).toContain('messages arrived');
  rmSync(dirname(file), { recursive: true });
});

it.concurrent('homing practice --json tells the same as a real move', async () => {
  const { code, stdout } = await runHoming(['practice', '--json']);
  expect(code).toBe(0);
  const events = readEvents(stdout);
  const kinds = new Set(events.map(({ event }) => event));
  expect([...kinds].toSorted()).toEqual(['done', 'paused', 'plan', 'progress', 'resumed']);
  expect(events.at(-1)).toMatchObject({ event: 'done', failed: 0, altered: 0, waiting: 0, end: 'finished' });
  expect(existsSync(String(events.at(-1)?.['receipt']))).toBe(true);
  rmSync(dirname(String(events.at(-1)?.['receipt'])), { recursive: true });
});

it.runIf(process.platform === 'linux')('homing practice can be watched', { concurrent: true }, async () => {
  const { code, shown } = await inTerminal(['practice'], { size: 'cols 60 rows 24' });
  expect(code).toBe(0);
  expect(shown).toContain('Practice: pretend giant → pretend small host');
  const last = shown.slice(shown.lastIndexOf('\u001B[?25h'));
  for (const words of [
    'Stopped in the middle',
    'It goes on from its journal',
    'Everything arrived',
    'The receipt of this',
  ])
    expect(last).toContain(words);
});
