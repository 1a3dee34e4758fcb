/**
 * Part of `npm run bench`: a copy between two Dovecots in the app's own window. How fast does the window answer meanwhile, and how long
 * does the main process keep anything waiting?
 * Options: --messages 5000 --megabytes 350 --rtt 40 --json FILE
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assembleApp, buildApp } from '../../scripts/setup/app-folder.mjs';
import { findElectronRuntime } from '../../scripts/setup/electron-runtime.mjs';
import { startXvfb } from '../e2e/build-app.ts';
import type { AppCommand, Homing } from '../e2e/support/open-homing.ts';
import { openScene, raw, typed, type Scene } from '../e2e/support/scene.ts';
import { moveBetween, waitForFinish } from '../e2e/support/walk.ts';
import { at } from '../e2e/support/wizard.ts';
import { startDelayProxy } from '../support/delay-proxy.ts';
import { loadRealisticMail } from '../support/realistic-mail.ts';
import { timeInput } from './window-input.ts';
import { readLoopDelay, startLoopDelay, type LoopDelay } from './window-loop.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '5000' },
    megabytes: { type: 'string', default: '350' },
    rtt: { type: 'string', default: '40' },
    json: { type: 'string', default: fileURLToPath(new URL('../../bench-results/window.json', import.meta.url)) },
  },
});
const goals = { inputMs: 100, loopMs: 50 };
const longestMs = 10 * 60_000;

interface Measured {
  readonly seconds: number;
  readonly inputMs: readonly number[];
  readonly loopMs: LoopDelay;
}

async function measure(app: Homing, scene: Scene): Promise<Measured> {
  const here = at(app);
  const [from, to] = await Promise.all(
    [scene.old, scene.new].map((server) => startDelayProxy(server, Number(values.rtt))),
  );
  if (!from || !to) throw new Error('both lines are there');
  const accounts = { old: typed(scene.old, { port: from.port }), new: typed(scene.new, { port: to.port }) };
  await moveBetween(here, accounts);
  await startLoopDelay(app.electron);
  const began = performance.now();
  const control = here.page.getByText(here.say('copying.table.unfinished'), { exact: true });
  const input = await timeInput(here.page, control);
  await waitForFinish(here, longestMs);
  const seconds = (performance.now() - began) / 1000;
  const inputMs = await input.stop();
  const loopMs = await readLoopDelay(app.electron);
  await Promise.all([from.stop(), to.stop()]);
  return { seconds, inputMs, loopMs };
}

function report({ seconds, inputMs, loopMs }: Measured): string {
  const sorted = [...inputMs].sort((one, other) => one - other);
  const share = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
  const line = (what: string, value: number, goal: number): string =>
    `${what.padEnd(44)}${value.toFixed(0).padStart(6)} ms   goal ${String(goal)} ms   ${value <= goal ? 'met' : 'MISSED'}`;
  return [
    `In the window: ${values.messages} messages, ${values.megabytes} MB, RTT ${values.rtt} ms, ${seconds.toFixed(1)} s`,
    line(`input to paint, median of ${String(sorted.length)} presses`, share(0.5), goals.inputMs),
    line('input to paint, longest', share(1), goals.inputMs),
    line('event loop of the main process, p99', loopMs.p99, goals.loopMs),
    `event loop of the main process: median ${loopMs.median.toFixed(0)} ms, longest ${loopMs.max.toFixed(0)} ms`,
  ].join('\n');
}

async function bench(command: AppCommand): Promise<void> {
  // Without a keychain: it is not what is measured.
  const scene = await openScene({ command, hasKeyring: false });
  try {
    const bytes = Number(values.megabytes) * 1e6;
    await loadRealisticMail(raw(scene.old), { seed: 1, messages: Number(values.messages), bytes });
    const measured = await measure(await scene.open(), scene);
    process.stdout.write(`${report(measured)}\n`);
    mkdirSync(dirname(values.json), { recursive: true });
    writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), goals, ...measured }, null, 2)}\n`);
  } finally {
    await scene.close();
  }
}

const runtime = findElectronRuntime();
if (!runtime) throw new Error('There is no Electron runtime: "npm test" brings one.');
await buildApp();
const screen = process.platform === 'linux' && !process.env['DISPLAY'] ? await startXvfb() : null;
try {
  await bench({ ...assembleApp(runtime), display: screen?.display ?? null });
} finally {
  screen?.process.kill();
}
