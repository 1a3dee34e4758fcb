import { MailError } from '../../engine/mail-error.ts';
import type { Clock, MailAccount, OpenSink, SourceSession } from '../../engine/ports.ts';

/** What was not used within this time is lost, so that a pause is not followed by a flood. */
const BURST_MS = 1000;
/** Whoever waits looks this often whether the rate has changed. */
const LOOK_MS = 1000;

/** Bytes a second, asked again and again; null for no limit. */
export type Rate = () => number | null;

/** One tap for all connections: bytes pass one after the other, at a steady rate. */
class Tap {
  readonly #rate: Rate;
  readonly #clock: Clock;
  /** Bytes that asked to pass so far, and those of them that have passed as time went by, and when that was. */
  #asked = 0;
  #passed = 0;
  #at: number;
  /** What it was then. */
  #rateThen: number | null;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#at = clock.now();
    this.#rateThen = rate();
  }

  /**
   * Resolves when this many bytes may pass. They are paid for at once, since they were read already, whoever then gives up.
   * Rejects as a connection does that was dropped.
   */
  async pass(bytes: number, signal: AbortSignal): Promise<void> {
    this.#flow();
    this.#asked += bytes;
    const mine = this.#asked;
    this.#flow();
    for (let ms = this.#msUntil(mine); ms > 0; ms = this.#msUntil(mine)) {
      try {
        await this.#clock.sleep(Math.min(ms, LOOK_MS), signal);
      } catch (cause) {
        throw new MailError({ kind: 'connection-lost', when: 'now', wide: 'account', outcome: 'unclear', cause });
      }
      this.#flow();
    }
  }

  /** Lets pass what the time since the last look allows. */
  #flow(): void {
    const now = this.#clock.now();
    const rate = this.#rateThen;
    // Ahead by what a short while lets pass, and no more.
    const most = this.#asked + (rate === null ? 0 : (rate * BURST_MS) / 1000);
    const flowed = rate === null ? this.#asked : this.#passed + ((now - this.#at) * rate) / 1000;
    this.#passed = Math.min(most, flowed);
    this.#at = now;
    this.#rateThen = this.#rate();
  }

  #msUntil(mark: number): number {
    const rate = this.#rateThen;
    // Less than a byte is the doing of fractions.
    return rate === null || mark - this.#passed < 1 ? 0 : Math.max(1, ((mark - this.#passed) / rate) * 1000);
  }
}

/**
 * The same account, read more slowly: message bodies of all its connections together come at most this fast, over more than a second.
 * Everything else, the index above all, comes as fast as ever. A message that waits holds its connection, so that the server's own
 * buffers fill and the wire grows quiet. Another rate counts within a second, also for a message that waits.
 */
export function limitBandwidth(
  account: MailAccount<SourceSession>,
  rate: Rate,
  clock: Clock,
): MailAccount<SourceSession> {
  const tap = new Tap(rate, clock);
  return {
    connect: async (signal) => limited(await account.connect(signal), tap),
  };
}

function limited(session: SourceSession, tap: Tap): SourceSession {
  // A connection that is given up must not wait for its turn.
  const ended = new AbortController();
  const slowly =
    (onMessage: (uid: number, body: Buffer) => void | Promise<void>) =>
    async (uid: number, body: Buffer): Promise<void> => {
      await tap.pass(body.length, ended.signal);
      await onMessage(uid, body);
    };
  const slowlyLarge =
    (onLarge: OpenSink): OpenSink =>
    async (uid, length) => {
      const sink = await onLarge(uid, length);
      if (!sink) return null;
      const write = async (piece: Buffer): Promise<void> => {
        await tap.pass(piece.length, ended.signal);
        await sink.write(piece);
      };
      return { write, end: () => sink.end(), fail: (error) => sink.fail(error) };
    };
  return {
    capabilities: session.capabilities,
    traffic: () => session.traffic(),
    protection: () => session.protection(),
    ping: async () => session.ping(),
    inspect: async () => session.inspect(),
    open: async (mailbox) => session.open(mailbox),
    countSince: async (since) => session.countSince(since),
    fetchIndex: async (uids, identity, onMessage) => session.fetchIndex(uids, identity, onMessage),
    fetchBodies: async (uids, onMessage, onLarge) => session.fetchBodies(uids, slowly(onMessage), slowlyLarge(onLarge)),
    fetchInParts: async (uid, onMessage, onLarge) => session.fetchInParts(uid, slowly(onMessage), slowlyLarge(onLarge)),
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
