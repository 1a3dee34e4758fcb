import { app, dialog } from 'electron';
import type { NativeText } from './native-texts.ts';

/** Who dies sooner than this would die again. */
const longEnoughSeconds = 60;

/**
 * Ends the process after a fault of ours: what runs is stopped in order, then the app starts again by itself and goes on;
 * unless it had only started, in which case the person is told.
 */
export async function stopAfterFault(stop: () => Promise<void>, text: NativeText): Promise<void> {
  await stop();
  if (process.uptime() > longEnoughSeconds) app.relaunch();
  else await tellStop(text, 'fault');
  app.exit(1);
}

/** Says in a dialog why the app ends. Rejects never: there is nobody left to tell. */
export async function tellStop(text: NativeText, why: 'fault' | 'start-failed'): Promise<void> {
  const message = text(`native.${why}.title`);
  const detail = text(`native.${why}.text`);
  await dialog.showMessageBox({ type: 'error', title: 'Homing', message, detail }).catch(() => undefined);
}
