import type { DestinationSession, MailAccount } from '../../main/engine/ports.ts';
import type { MemoryMail } from './memory-mail.ts';
import { lost } from './memory-session.ts';

/** What a whole message costs, where a line of a list costs one. */
const WHOLE = 4;

/** Sessions that end, without a word, after so many messages were listed, or a quarter of so many read or stored, over them. */
export class ShortSessions {
  sessions = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** An account of a server in memory that ends its sessions so. */
  of(mail: MemoryMail): MailAccount<DestinationSession> {
    return {
      connect: async (signal) => {
        const session = await mail.account().connect(signal);
        this.sessions += 1;
        this.#shorten(session);
        return session;
      },
    };
  }

  #shorten(session: DestinationSession): void {
    let count = 0;
    const step = (cost: number): void => {
      count += cost;
      if (count <= this.#most) return;
      session.destroy();
      throw lost();
    };
    const { fetchIndex, fetchBodies, append } = session;
    session.fetchIndex = (uids, wish, onMessage) =>
      fetchIndex.call(session, uids, wish, (message) => {
        step(1);
        return onMessage(message);
      });
    session.fetchBodies = (uids, onMessage, onLarge) => {
      const stepped = (uid: number, body: Buffer): void | Promise<void> => {
        step(WHOLE);
        return onMessage(uid, body);
      };
      return fetchBodies.call(session, uids, stepped, onLarge);
    };
    session.append = async (mailbox, batch) => {
      step(WHOLE * batch.length);
      return append.call(session, mailbox, batch);
    };
  }
}
