import { OauthError } from '../../shared/oauth-error.ts';

/** How long something may take, and who may end it. */
export interface Limits {
  readonly signal: AbortSignal;
  /** In milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Does the work, or rejects with an OauthError as soon as it was cancelled or takes too long.
 * @param work is given a signal that ends its requests then
 */
export async function within<T>({ signal, timeoutMs }: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let end: (error: OauthError) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    end = (error) => {
      reject(error);
      controller.abort(error);
    };
  });
  const cancel = (): void => end(new OauthError('cancelled'));
  const timer = setTimeout(() => end(new OauthError('timed-out')), timeoutMs);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    if (signal.aborted) throw new OauthError('cancelled');
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    controller.abort();
  }
}
