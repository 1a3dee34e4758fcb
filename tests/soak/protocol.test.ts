import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { isDebian, setUpDebianPackages } from '../../scripts/setup/debian-packages.mjs';
import { hasCommand } from '../../scripts/test/has-command.mjs';
import { expectPromises } from '../model/promises.ts';
import { scheduleOfTrail } from '../model/schedule.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What goes wrong, and how often: see docs/protocol.md. Each is gone through in every order. */
const worlds: Readonly<Record<string, string>> = {
  'kills, lost connections, a lost journal': 'CUTS=2 KILLS=2 JOURNALS=1 NOS=1',
  'another computer': 'OTHERS=2 CUTS=1 KILLS=1 NOS=1',
  'answers that are not true': 'LIES=2 KILLS=2 JOURNALS=1 NOS=1',
  'UIDs of nothing': 'LIES=2 FIBS=1 BEYOND_MISLEADS=0',
  'UIDs of other messages': 'LIES=2 FIBS=2 KILLS=1 NOS=1',
  'APPENDs that are stored at any time': 'CUTS=2 KILLS=2 JOURNALS=1 NOS=1 BOUNDED=0',
  'one of each at once': 'CUTS=1 KILLS=1 JOURNALS=1 NOS=1 OTHERS=1 LIES=1 LIES_MISLEAD=1 BOUNDED=0',
};

/** The protocol with a part left out, in a world that shows what the part is for. Each has a schedule in tests/model/schedules. */
const mutants: Readonly<Record<string, string>> = {
  'intent-after': 'CUTS=1',
  'no-settle': 'CUTS=1',
  'one-look': 'CUTS=1',
  'ok-is-arrival': 'LIES=1 FIBS=1',
  'no-is-believed': 'LIES=1',
  'no-reconcile': 'KILLS=1 JOURNALS=1',
  'no-turns': 'CUTS=1 KILLS=1',
  credulous: 'LIES=1 FIBS=1',
  'no-last-look': 'OTHERS=1',
  'look-once': 'OTHERS=1 KILLS=1',
  'unreal-uids': 'LIES=2 FIBS=1 BEYOND_MISLEADS=0',
};

const model = join(import.meta.dirname, '../model/protocol.pml');
const schedules = join(import.meta.dirname, '../model/schedules');
const run = promisify(execFile);
/** Megabytes; more than any of these worlds takes. */
const MEMORY = 6_000;
const DEPTH = '10000';

beforeAll(async () => {
  if (isDebian) await setUpDebianPackages(['modelChecker']);
});

function flagsOf(world: string): string[] {
  return world.split(' ').map((flag) => `-D${flag}`);
}

/** Goes through all orders of what may happen. @returns what the search says, and what spin prints of the trail to a violation */
async function check(
  flags: readonly string[],
  { shortest = false } = {},
): Promise<{ readonly said: string; readonly trail: string | null }> {
  const here = { cwd: temporaryFolder('protocol'), maxBuffer: 64 << 20 };
  const options = [
    '-w',
    '-O2',
    '-DSAFETY',
    '-DCOLLAPSE',
    `-DMEMLIM=${String(MEMORY)}`,
    ...(shortest ? ['-DREACH'] : []),
  ];
  await run('spin', ['-a', ...flags, model], here);
  await run('gcc', [...options, '-o', 'pan', 'pan.c'], here);
  const { stdout: said } = await run('./pan', [`-m${DEPTH}`, ...(shortest ? ['-i'] : [])], here);
  const found = join(here.cwd, 'protocol.pml.trail');
  if (!existsSync(found)) return { said, trail: null };
  // It ends with the assertion, which spin counts as a failure of its own.
  const told = run('spin', ['-k', found, ...flags, model], here).catch((error: unknown) => error as { stdout: string });
  return { said, trail: (await told).stdout };
}

describe.skipIf(!isDebian && !(hasCommand('spin') && hasCommand('gcc')))('the protocol', () => {
  test.each(Object.entries(worlds))('%s', async (name, world) => {
    const { said } = await check(flagsOf(world));
    expect(said).toContain('Full statespace search');
    expect(said).toMatch(/errors: 0\b/u);
    expect(said).not.toMatch(/max search depth too small|search not completed|out of memory|hash-?bitstate/iu);
    const figures = ['states, stored', 'total actual memory usage', 'elapsed time'];
    console.log(name, ...said.split('\n').filter((line) => figures.some((figure) => line.includes(figure))));
  });

  test.each(Object.entries(mutants))('%s is found out, and the engine survives what finds it', async (name, world) => {
    const mutant = `MUTANT_${name.toUpperCase().replaceAll('-', '_')}`;
    const flags = flagsOf(`${mutant} ${world}`);
    const { said, trail } = await check(flags, { shortest: true });
    expect(said).toContain('assertion violated');
    const schedule = scheduleOfTrail(trail ?? '');
    expect(schedule.lines).toContain('run');
    await expectPromises(schedule, name);
    if (process.env['HOMING_SCHEDULES'] === 'write')
      await writeFile(
        join(schedules, `${name}.txt`),
        `# protocol.pml ${flags.join(' ')}\n${schedule.lines.join('\n')}\n`,
      );
  });
});
