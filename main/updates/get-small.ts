import type { Session } from 'electron';
import { UpdateError } from './update-error.ts';

/** What is asked for. */
export interface SmallFile {
  readonly url: URL;
  /** Longer ones are refused, as soon as that is seen. */
  readonly longest: number;
  readonly signal: AbortSignal;
}

/** Gets a small file whole. @returns null when the server has none. Rejects with UpdateError. */
export async function getSmall(session: Session, { url, longest, signal }: SmallFile): Promise<Uint8Array | null> {
  const response = await session
    .fetch(url.href, { redirect: 'error', credentials: 'omit', cache: 'no-store', signal })
    .catch((error: unknown) => {
      throw new UpdateError(isRedirect(error) ? 'server' : 'offline', { cause: error });
    });
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    return null;
  }
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new UpdateError('server');
  }
  return readAtMost(response.body, longest);
}

/** Electron gives the reason in words only. */
function isRedirect(error: unknown): boolean {
  return error instanceof Error && /redirect|ERR_BLOCKED_BY_CLIENT/iu.test(error.message);
}

async function readAtMost(body: ReadableStream<Uint8Array>, longest: number): Promise<Uint8Array> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(parts);
      length += value.length;
      if (length > longest) throw new UpdateError('server');
      parts.push(value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error instanceof UpdateError ? error : new UpdateError('offline', { cause: error });
  }
}
