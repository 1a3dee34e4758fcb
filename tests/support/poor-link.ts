import type { DestinationSession, MailAccount } from '../../main/engine/ports.ts';
import type { FakeClock } from './fake-clock.ts';
import { lost } from './memory-session.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import type { Side } from '../../shared/model/problem.ts';

/** What a link to a server in memory is like. */
export interface LinkRules {
  readonly side: Side;
  /** Bytes of messages that the next connection carries before it breaks. */
  readonly carries: () => number;
  /** Whether a broken APPEND was stored all the same. */
  readonly isStored?: () => boolean;
  /** Bytes a second, in the time of this clock. */
  readonly pace?: { readonly bytesPerSecond: number; readonly clock: FakeClock };
  /** Called before each message or batch moves; may throw. */
  readonly onMove?: () => void;
}

/** What moved over it. */
export class PoorLink {
  connections = 0;
  /** Bytes of messages, whether they arrived or not. */
  bytes = 0;
  readonly #rules: LinkRules;

  constructor(rules: LinkRules) {
    this.#rules = rules;
  }

  /** The account, at the end of this link. */
  to(account: MailAccount<DestinationSession>): MailAccount<DestinationSession> {
    return {
      connect: async (signal) => {
        const session = await account.connect(signal);
        this.connections += 1;
        return this.#over(session);
      },
    };
  }

  #over(session: DestinationSession): DestinationSession {
    let left = this.#rules.carries();
    const move = (bytes: number): boolean => {
      this.#rules.onMove?.();
      const carried = Math.min(bytes, left);
      left -= carried;
      this.bytes += carried;
      const { pace } = this.#rules;
      if (pace) pace.clock.skip((carried * 1_000) / pace.bytesPerSecond);
      return carried === bytes;
    };
    const broken = (): never => {
      left = 0;
      session.destroy();
      throw new MailError({ ...lost().facts, side: this.#rules.side });
    };
    const own: Partial<DestinationSession> = {
      fetchBodies: (uids, onMessage, onLarge) => {
        const carried = (uid: number, body: Buffer): void | Promise<void> =>
          move(body.length) ? onMessage(uid, body) : broken();
        return session.fetchBodies(uids, carried, async (uid, length) => {
          const sink = await onLarge(uid, length);
          const write = (piece: Buffer): void | Promise<void> => (move(piece.length) ? sink?.write(piece) : broken());
          return { write, end: () => sink?.end(), fail: (error) => sink?.fail(error) };
        });
      },
      append: async (mailbox, batch) => {
        if (move(batch.reduce((sum, { body }) => sum + body.length, 0))) return session.append(mailbox, batch);
        if (this.#rules.isStored?.()) await session.append(mailbox, batch);
        return broken();
      },
    };
    const appendLarge: DestinationSession['appendLarge'] = (mailbox, { octets, ...message }) => {
      async function* pieces(): AsyncGenerator<Buffer, void> {
        for await (const piece of octets) yield move(piece.length) ? piece : broken();
      }
      // Whole when it is there: what carried it is counted already.
      const carried = { length: octets.length, [Symbol.asyncIterator]: pieces };
      return session.appendLarge(mailbox, { ...message, octets: carried });
    };
    own.appendLarge = appendLarge;
    return new Proxy(session, {
      get: (target, name) => {
        const member: unknown = Reflect.get(own, name) ?? Reflect.get(target, name, target);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
  }
}
