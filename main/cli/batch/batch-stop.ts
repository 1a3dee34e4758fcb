/** npm and shells pass a Ctrl-C on that the terminal has delivered already: what comes so soon is no second wish. */
const sameWishMs = 700;
/** Each move settles within five seconds, all at the same time. */
const patienceMs = 6_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The person's wish to stop a batch. */
export interface BatchStop {
  readonly signal: AbortSignal;
  /** A second wish, or patience at its end. */
  readonly killSignal: AbortSignal;
  dispose(): void;
}

/** Listens for a wish to stop: by Ctrl-C, by the system, or by a terminal that is closed. */
export function listenForBatchStop(onFirst: () => void): BatchStop {
  const [stop, kill] = [new AbortController(), new AbortController()];
  let wishedAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const onSignal = (): void => {
    if (wishedAt !== null) {
      if (performance.now() - wishedAt > sameWishMs) kill.abort();
      return;
    }
    wishedAt = performance.now();
    timer = setTimeout(() => {
      kill.abort();
    }, patienceMs);
    onFirst();
    stop.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: stop.signal,
    killSignal: kill.signal,
    dispose: () => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
