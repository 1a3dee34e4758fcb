import type { Desk } from '../services/desk/desk.ts';
import type { Log } from './log.ts';

/** After this long the process ends all the same: what is half done is in the journal, and is settled at the next start. */
const watchdogMs = 8000;

/** Stops the desk, but does not wait for ever. Never rejects. */
export async function stopInOrder(desk: Pick<Desk, 'shutDown'>, log: Log, waitMs = watchdogMs): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const watchdog = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.note('shutdown-took-too-long');
      resolve();
    }, waitMs);
  });
  const stopped = desk.shutDown().catch((error: unknown) => log.fault('shutdown-failed', error));
  await Promise.race([stopped, watchdog]);
  clearTimeout(timer);
}
