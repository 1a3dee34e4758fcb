import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { canRunElectron } from '../../scripts/setup/app-folder.mjs';
import { fill, readEvents, runHoming, startHoming, startMove, type Move } from '../cli/homing.ts';
import { slowDrip } from '../support/faults-wire.ts';
import { descendants, lives } from '../support/process-tree.ts';
import { layOutLauncher } from './support/launcher.ts';

let folder: string;
let launcher: string;

const canRun = process.platform === 'linux' && canRunElectron();
const reason = canRun ? '' : ' (skipped: on Linux, with user namespaces)';

function listOf(moves: readonly Move[], place: string): string {
  const rows = moves.map(({ source, destination, folder: own }, index) =>
    [
      `c${String(index)}`,
      source.url,
      destination.url,
      source.password,
      destination.password,
      join(own, 'ca.pem'),
    ].join(),
  );
  const list = join(place, 'list.csv');
  writeFileSync(list, ['name,from,to,from_password,to_password,ca', ...rows].join('\n'), { mode: 0o600 });
  return list;
}

describe.runIf(canRun)(`a batch by the package${reason}`, { concurrent: true }, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'homing-package-batch-'));
    launcher = layOutLauncher(join(folder, 'app'), inject('packages').release);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const surroundings = (place: string): NodeJS.ProcessEnv => ({
    ...{ DISPLAY: undefined, WAYLAND_DISPLAY: undefined, DBUS_SESSION_BUS_ADDRESS: undefined },
    ...{ HOME: place, XDG_STATE_HOME: undefined },
  });

  test('starts itself for each customer, and leaves their receipts where the guide says', async () => {
    const place = mkdtempSync(join(folder, 'well-'));
    await using one = await startMove();
    await using other = await startMove();
    const args = ['batch', listOf([one, other], place), '--json'];
    const { code, stdout, stderr } = await runHoming(args, surroundings(place), [launcher]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readEvents(stdout).at(-1)).toMatchObject({ event: 'summary', states: { arrived: 2 } });
    const files = readdirSync(join(place, '.local', 'state', 'homing', 'batch', 'list')).sort();
    const each = ['c0', 'c1'].flatMap((name) => [`${name}.html`, `${name}.json`, `${name}.sqlite`]);
    expect(files).toEqual([...each, 'summary.csv', 'summary.json']);
  });

  test('leaves no process behind when it is killed', async () => {
    const place = mkdtempSync(join(folder, 'killed-'));
    await using move = await startMove({ script: slowDrip(2_000, 20) });
    fill(move.source, 'Many', 60, 20_000);
    const homing = startHoming(['batch', listOf([move], place), '--json'], surroundings(place), [launcher]);
    await homing.says('"move":"c0","stage":"copying"');
    const all = descendants(homing.child.pid);
    const moves = all.filter((pid) => readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes('c0.sqlite'));
    expect(moves.length).toBeGreaterThan(0);
    homing.child.kill('SIGKILL');
    await homing.ended;
    for (let waited = 0; moves.some(lives) && waited < 10_000; waited += 50) await delay(50);
    expect(moves.filter(lives)).toEqual([]);
  });
});
