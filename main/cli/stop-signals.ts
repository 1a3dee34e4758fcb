import { exitCode } from './exit-code.ts';

/** npm and shells pass a Ctrl-C on that the terminal has delivered already: what comes so soon is no second wish. */
const sameWishMs = 700;

/** The journal makes leaving at any moment safe, so a server that keeps silent cannot hold us. */
const patienceMs = 4500;

/** The person's wish to stop. */
export interface StopSignals {
  readonly signal: AbortSignal;
  dispose(): void;
}

/**
 * Turns SIGINT and SIGTERM into an abort: the first asks to settle what is under way, a second one ends the process at once,
 * and so does the clock before five seconds are over.
 * @param beforeLeaving called when the process is ended, to leave the terminal in order
 */
export function listenForStop(onFirst: () => void, beforeLeaving: () => void): StopSignals {
  const controller = new AbortController();
  let wishedAt: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  const leave = (): void => {
    beforeLeaving();
    process.exit(exitCode.stopped);
  };
  const onSignal = (): void => {
    if (wishedAt !== null) {
      if (performance.now() - wishedAt > sameWishMs) leave();
      return;
    }
    wishedAt = performance.now();
    timer = setTimeout(leave, patienceMs);
    onFirst();
    controller.abort(new DOMException('The person asked to stop.', 'AbortError'));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    dispose: () => {
      if (timer) clearTimeout(timer);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
