import { MailError } from '../../main/engine/mail-error.ts';
import type { DestinationSession, MailAccount } from '../../main/engine/ports.ts';
import { readAnswer } from '../../main/imap/server-answer.ts';
import { translateAnswer } from '../../main/imap/translate-error.ts';
import type { Side } from '../../shared/model/problem.ts';
import type { DayClock } from './day-clock.ts';
import type { MemoryMail } from './memory-mail.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a provider states, and how fast it is. */
export interface ServerLimits {
  /** Bytes of messages read, or stored, in any 24 hours. */
  readonly bytesPerDay: number;
  /** Of one connection. */
  readonly bytesPerSecond: number;
}

/**
 * A server in memory that counts bytes as Gmail does: over its amount of any 24 hours it answers "[OVERQUOTA] Account exceeded command or
 * bandwidth limits." and goes on answering so, whatever is asked, for an hour.
 */
export class LimitedServer {
  readonly mail: MemoryMail;
  readonly #clock: DayClock;
  readonly #side: Side;
  readonly #limits: ServerLimits;
  readonly #travelled: { readonly at: number; readonly bytes: number }[] = [];
  #shutUntil = 0;
  /** When it had to ask for patience. */
  readonly throttled: number[] = [];
  /** Connections open at one time, at most. */
  mostConnections = 0;

  constructor(mail: MemoryMail, side: Side, clock: DayClock, limits: ServerLimits) {
    this.mail = mail;
    this.#side = side;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Another device of the person's. */
  usedElsewhere(bytes: number, at: number): void {
    this.#travelled.push({ at, bytes });
  }

  /** Bytes of the 24 hours in which most travelled. */
  busiestDay(): number {
    return Math.max(0, ...this.#travelled.map(({ at }) => this.#dayBefore(at)));
  }

  account(): MailAccount<DestinationSession> {
    return {
      connect: async (signal) => {
        this.#open();
        const session = await this.mail.account().connect(signal);
        this.mostConnections = Math.max(this.mostConnections, this.mail.connections);
        return this.#limited(session, signal);
      },
    };
  }

  #limited(session: DestinationSession, signal: AbortSignal): DestinationSession {
    const { inspect, open, append, fetchBodies } = session;
    session.inspect = async () => (this.#open(), inspect.call(session));
    session.open = async (mailbox) => (this.#open(), open.call(session, mailbox));
    session.append = async (mailbox, batch) => {
      const bytes = batch.reduce((sum, { body }) => sum + body.length, 0);
      if (this.#side === 'destination') await this.#pass(bytes, signal);
      return append.call(session, mailbox, batch);
    };
    session.fetchBodies = async (uids, onMessage, onLarge) => {
      this.#open();
      const passed = async (uid: number, body: Buffer): Promise<void> => {
        if (this.#side === 'source') await this.#pass(body.length, signal);
        await onMessage(uid, body);
      };
      return fetchBodies.call(session, uids, passed, onLarge);
    };
    return session;
  }

  async #pass(bytes: number, signal: AbortSignal): Promise<void> {
    await this.#clock.sleep((bytes / this.#limits.bytesPerSecond) * 1000, signal);
    this.#open();
    this.#travelled.push({ at: this.#clock.now(), bytes });
    if (this.#dayBefore(this.#clock.now()) > this.#limits.bytesPerDay) this.#shutUntil = this.#clock.now() + HOUR;
    this.#open();
  }

  #dayBefore(moment: number): number {
    return this.#travelled
      .filter(({ at }) => at > moment - DAY && at <= moment)
      .reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #open(): void {
    if (this.#clock.now() >= this.#shutUntil) return;
    this.throttled.push(this.#clock.now());
    const code = { type: 'ATOM', value: '', section: [{ type: 'ATOM', value: 'OVERQUOTA' }] };
    const text = { type: 'TEXT', value: 'Account exceeded command or bandwidth limits.' };
    const answer = readAnswer({ tag: 'A', command: 'NO', attributes: [code, text] });
    const occasion = this.#side === 'source' ? 'FETCH' : 'APPEND';
    throw new MailError(translateAnswer(answer, { occasion, side: this.#side, written: true }));
  }
}
