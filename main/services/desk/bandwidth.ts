import { MailError } from '../../engine/mail-error.ts';
import type { Clock, MailAccount, SourceSession } from '../../engine/ports.ts';

/** What was not used within this time is lost, so that a pause is not followed by a flood. */
const BURST_MS = 1000;

/** One tap for all connections: bytes pass one after the other, at a steady rate. */
class Tap {
  readonly #bytesPerSecond: number;
  readonly #clock: Clock;
  /** When what has been let through so far is paid for. */
  #paidUntil = 0;

  constructor(bytesPerSecond: number, clock: Clock) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#clock = clock;
  }

  /**
   * Resolves when this many bytes may pass. They are paid for at once, since they were read already, whoever then gives up.
   * Rejects as a connection does that was dropped.
   */
  async pass(bytes: number, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    this.#paidUntil = Math.max(this.#paidUntil, now - BURST_MS) + (bytes / this.#bytesPerSecond) * 1000;
    const ms = this.#paidUntil - now;
    if (ms <= 0) return;
    try {
      await this.#clock.sleep(ms, signal);
    } catch (cause) {
      throw new MailError({ kind: 'connection-lost', when: 'now', wide: 'account', outcome: 'unclear', cause });
    }
  }
}

/**
 * The same account, read more slowly: message bodies of all its connections together come at most this fast, over more than a second.
 * Everything else, the index above all, comes as fast as ever. A message that waits holds its connection, so that the server's own
 * buffers fill and the wire grows quiet.
 */
export function limitBandwidth(
  account: MailAccount<SourceSession>,
  bytesPerSecond: number,
  clock: Clock,
): MailAccount<SourceSession> {
  const tap = new Tap(bytesPerSecond, clock);
  return {
    connect: async (signal) => limited(await account.connect(signal), tap),
  };
}

function limited(session: SourceSession, tap: Tap): SourceSession {
  // A connection that is given up must not wait for its turn.
  const ended = new AbortController();
  return {
    capabilities: session.capabilities,
    traffic: () => session.traffic(),
    protection: () => session.protection(),
    ping: async () => session.ping(),
    inspect: async () => session.inspect(),
    open: async (mailbox) => session.open(mailbox),
    countSince: async (since) => session.countSince(since),
    fetchIndex: async (uids, identity, onMessage) => session.fetchIndex(uids, identity, onMessage),
    fetchBodies: async (uids, onMessage) =>
      session.fetchBodies(uids, async (uid, body) => {
        await tap.pass(body.length, ended.signal);
        await onMessage(uid, body);
      }),
    close: async () => {
      ended.abort();
      await session.close();
    },
    destroy: () => {
      ended.abort();
      session.destroy();
    },
  };
}
