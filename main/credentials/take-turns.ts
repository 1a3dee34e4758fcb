/** The keychain did not answer in time: most likely it asks the person something, and nobody has answered yet. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/**
 * Lets calls of the system's keychain run one at a time, and waits for each `timeoutMs` at most, its turn included.
 *
 * One at a time, because a call that waits for a person holds one of the process's four worker threads, which files and DNS need
 * too. A call that was given up before its turn never runs; one that was given up later may still have its effect.
 */
export function takeTurns(timeoutMs: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    let state: 'waiting' | 'running' | 'given-up' = 'waiting';
    const call = last.then(() => {
      if (state === 'given-up') throw new NoAnswerError('The keychain was busy for too long.');
      state = 'running';
      return work();
    });
    last = call.catch(() => undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        if (state === 'running') endWithout(call);
        state = 'given-up';
        reject(new NoAnswerError('The keychain did not answer in time.'));
      }, timeoutMs);
    });
    try {
      return await Promise.race([call, limit]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * Node and Electron wait at their end for every worker thread, so that a question on screen that nobody answers would keep an app
 * without a window running. Where nothing else is left to do, such a process ends itself. Listening only now lets others end first.
 */
function endWithout(call: Promise<unknown>): void {
  const end = (): void => {
    process.kill(process.pid, 'SIGKILL');
  };
  process.on('exit', end);
  const answered = (): void => {
    process.off('exit', end);
  };
  call.then(answered, answered);
}
