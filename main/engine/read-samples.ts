import { letPass, type Clock, type IndexedMessage, type OutgoingMessage, type SourceSession } from './ports.ts';

/** Which messages to read. */
export interface SampleOptions {
  readonly source: SourceSession;
  readonly mailbox: string;
  /** At most so many messages and bytes in all, none above `largest` bytes. */
  readonly limits: { readonly messages: number; readonly bytes: number; readonly largest: number };
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** UIDs to look at from the end of a mailbox; eight times as many when there were too few messages among them. */
const FIRST_WINDOW = 500;
const WINDOWS = 4;

/**
 * Reads the newest messages of a mailbox, in the order of their UIDs.
 * @param onMessage also told how many seconds reading took so far
 */
export async function readSamples(
  options: SampleOptions,
  onMessage: (message: OutgoingMessage, seconds: number) => void,
): Promise<void> {
  const { source, clock, signal } = options;
  const chosen = new Map((await choose(options)).map((message) => [message.uid, message]));
  if (chosen.size === 0) return;
  const uids = [...chosen.keys()].sort((one, other) => one - other);
  const began = clock.now();
  const onBody = (uid: number, body: Buffer): void => {
    signal.throwIfAborted();
    const message = chosen.get(uid);
    if (!message) return;
    const { internalDate } = message;
    onMessage({ flags: [], internalDate, body }, (clock.now() - began) / 1000);
  };
  await source.fetchBodies(uids.join(','), onBody, letPass);
}

async function choose({ source, mailbox, limits, signal }: SampleOptions): Promise<readonly IndexedMessage[]> {
  const opened = await source.open(mailbox);
  const wanted = Math.min(opened.exists ?? limits.messages, limits.messages);
  // Not told: there are no more UIDs than messages, or some of them are not looked at.
  const uidNext = opened.uidNext ?? (opened.exists ?? 0) + 1;
  let newest: IndexedMessage[] = [];
  for (let round = 0, window = FIRST_WINDOW; round < WINDOWS && newest.length < wanted; round++, window *= 8) {
    signal.throwIfAborted();
    const from = Math.max(1, uidNext - window);
    newest = [];
    await source.fetchIndex(`${String(from)}:${String(Math.max(from, uidNext - 1))}`, false, (message) => {
      newest.push(message);
      // Enough to choose from even when some are too large.
      if (newest.length > 10 * limits.messages) newest.shift();
    });
    if (from === 1) break;
  }
  let room = limits.bytes;
  const byAge = newest.toSorted((one, other) => other.uid - one.uid);
  const fitting = byAge.filter(({ size }) => {
    const fits = size <= Math.min(room, limits.largest);
    if (fits) room -= size;
    return fits;
  });
  return fitting.slice(0, limits.messages);
}
