import { expect, test } from 'vitest';
import { createKeepAwake } from '../../main/electron/keep-awake.ts';
import { createPowerWatch, tickMs, type PowerWatch } from '../../main/electron/power-watch.ts';

function scene(): {
  readonly watch: PowerWatch;
  readonly told: (string | readonly number[])[];
  readonly computer: { now: number; online: boolean; onBattery: boolean };
  busy: boolean;
} {
  const told: (string | readonly number[])[] = [];
  const computer = { now: 1_000_000, online: true, onBattery: false };
  const around = { busy: true, told, computer };
  const desk = {
    isBusy: () => around.busy,
    setOnline: (online: boolean) => void told.push(online ? 'online' : 'offline'),
    setOnBattery: (onBattery: boolean) => void told.push(onBattery ? 'battery' : 'mains'),
    computerSlept: (from: number, to: number) => void told.push([from, to]),
  };
  const watch = createPowerWatch(desk, {
    now: () => computer.now,
    isOnline: () => computer.online,
    isOnBattery: () => computer.onBattery,
  });
  return Object.assign(around, { watch });
}

test('the desk is told how things stand, and then what changes', () => {
  const { watch, told, computer } = scene();
  expect(told.splice(0)).toEqual(['online', 'mains']);
  const next = (): void => {
    computer.now += tickMs;
    watch.tick();
  };
  next();
  computer.online = false;
  next();
  next();
  computer.onBattery = true;
  next();
  computer.online = true;
  next();
  expect(told).toEqual(['offline', 'battery', 'online']);
});

test('nobody is asked while nothing is under way, but at once when something is', () => {
  const around = scene();
  around.told.splice(0);
  around.busy = false;
  around.computer.onBattery = true;
  around.watch.tick();
  expect(around.told).toEqual([]);
  around.busy = true;
  around.watch.tick();
  expect(around.told).toEqual(['battery']);
});

test('a sleep is told once, whoever notices first', () => {
  const { watch, told, computer } = scene();
  told.splice(0);
  const sleepFor = (hours: number): readonly number[] => {
    const from = computer.now;
    computer.now += hours * 3_600_000;
    return [from, computer.now];
  };
  watch.suspended();
  const first = sleepFor(9);
  watch.resumed();
  watch.tick();
  expect(told.splice(0)).toEqual([first]);

  watch.suspended();
  const second = sleepFor(1);
  watch.tick();
  watch.resumed();
  expect(told.splice(0)).toEqual([second]);
});

test('a sleep the system did not tell of shows as a gap', () => {
  const { watch, told, computer } = scene();
  told.splice(0);
  watch.tick();
  const from = computer.now;
  computer.now += 90_000;
  computer.online = false;
  watch.tick();
  expect(told).toEqual([[from, computer.now], 'offline']);
});

test('the computer is kept awake once, and let go', () => {
  const seen: string[] = [];
  let next = 0;
  const keepAwake = createKeepAwake({
    start: () => {
      next += 1;
      seen.push(`start ${String(next)}`);
      return next;
    },
    stop: (id) => void seen.push(`stop ${String(id)}`),
  });
  for (const wanted of [false, true, true, false, false, true, false]) keepAwake(wanted);
  expect(seen).toEqual(['start 1', 'stop 1', 'start 2', 'stop 2']);
});
