import { net, powerMonitor } from 'electron';
import type { Desk } from '../services/desk/desk.ts';
import { createPowerWatch, tickMs } from './power-watch.ts';

/** Tells the desk of sleep, battery and network. @param onTick is called every few seconds. @returns ends it */
export function watchPower(desk: Desk, onTick: () => void): () => void {
  const watch = createPowerWatch(desk, {
    now: () => Date.now(),
    isOnline: () => net.isOnline(),
    isOnBattery: () => powerMonitor.isOnBatteryPower(),
  });
  const tick = (): void => {
    watch.tick();
    onTick();
  };
  const sleep = (): void => watch.suspended();
  const wake = (): void => watch.resumed();
  powerMonitor.on('suspend', sleep);
  powerMonitor.on('resume', wake);
  powerMonitor.on('on-ac', tick);
  powerMonitor.on('on-battery', tick);
  const timer = setInterval(tick, tickMs);
  return () => {
    clearInterval(timer);
    powerMonitor.off('suspend', sleep);
    powerMonitor.off('resume', wake);
    powerMonitor.off('on-ac', tick);
    powerMonitor.off('on-battery', tick);
  };
}
