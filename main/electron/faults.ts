import type { Log } from './log.ts';

/** Calls back for the first fault nobody caught; writes down every one. @param stop ends the process, in order if it can */
export function watchFaults(log: Log, stop: () => void): void {
  let stopping = false;
  const note = (event: 'uncaught' | 'unhandled-rejection') => (error: unknown) => {
    log.fault(event, error);
    if (stopping) return;
    stopping = true;
    stop();
  };
  process.on('uncaughtException', note('uncaught'));
  process.on('unhandledRejection', note('unhandled-rejection'));
}
