import type { Side } from '../../shared/model/problem.ts';
import { isPlea } from './asks-for-rest.ts';
import { leftOfSet } from './left-of-set.ts';
import { MailError } from './mail-error.ts';
import type { DestinationSession, IndexedMessage, IndexWish, MailSession, OpenMailbox, OpenSink } from './ports.ts';
import type { Rests, Weight } from './rests.ts';
import { UidSet } from './uid-set.ts';

type OnBody = (uid: number, body: Buffer) => void | Promise<void>;

/** What a session is patient with. */
export interface Patient {
  readonly side: Side;
  readonly rests: Rests;
  readonly signal: AbortSignal;
  /** Called before a rest is noted: what has travelled until then is what it was asked for. */
  readonly onPlea: () => void;
}

/**
 * A session that keeps its side's rests: no command is sent before one is over. A command that is refused with a plea for patience is sent
 * once more after it over the same connection, where that can do no harm and the rest is short; of messages only those that have not come.
 * So what other parts hold in memory meanwhile is not lost. Rejects with AskedToRest, too, and with the plea when that does not help.
 */
export class PatientSession<Session extends MailSession> implements MailSession {
  protected readonly session: Session;
  readonly #of: Patient;

  constructor(session: Session, of: Patient) {
    this.session = session;
    this.#of = of;
  }

  get capabilities(): ReadonlySet<string> {
    return this.session.capabilities;
  }

  traffic(): ReturnType<MailSession['traffic']> {
    return this.session.traffic();
  }

  protection(): ReturnType<MailSession['protection']> {
    return this.session.protection();
  }

  ping(): Promise<number> {
    return this.repeat('look', () => this.session.ping());
  }

  inspect(): ReturnType<MailSession['inspect']> {
    return this.repeat('look', () => this.session.inspect());
  }

  open(mailbox: string): Promise<OpenMailbox> {
    return this.repeat('look', () => this.session.open(mailbox));
  }

  countSince(since: number): Promise<number | null> {
    return this.repeat('look', () => this.session.countSince(since));
  }

  async fetchIndex(
    uids: string,
    wish: boolean | IndexWish,
    onMessage: (message: IndexedMessage) => void | Promise<void>,
  ): Promise<void> {
    const came = new UidSet();
    await this.repeat('list', async () => {
      const left = leftOfSet(uids, came);
      const isAgain = came.size > 0;
      if (left === '') return;
      await this.session.fetchIndex(left, wish, (message) => {
        this.came('list');
        // `n:*` answers the last message even when it is below n.
        if (isAgain && came.has(message.uid)) return;
        came.add(message.uid);
        return onMessage(message);
      });
    });
  }

  async fetchBodies(uids: string, onMessage: OnBody, onLarge: OpenSink): Promise<void> {
    const came = new UidSet();
    await this.repeat('message', async () => {
      const left = leftOfSet(uids, came);
      const isAgain = came.size > 0;
      if (left === '') return;
      const isNews = (uid: number): boolean => {
        this.came('message');
        if (isAgain && came.has(uid)) return false;
        came.add(uid);
        return true;
      };
      await this.session.fetchBodies(
        left,
        (uid, body) => (isNews(uid) ? onMessage(uid, body) : undefined),
        (uid, length) => (isNews(uid) ? onLarge(uid, length) : null),
      );
    });
  }

  async fetchInParts(uid: number, onMessage: OnBody, onLarge: OpenSink): Promise<boolean> {
    const came = await this.repeat('message', () => this.session.fetchInParts(uid, onMessage, onLarge));
    if (came) this.came('message');
    return came;
  }

  close(): Promise<void> {
    return this.session.close();
  }

  destroy(): void {
    this.session.destroy();
  }

  protected came(weight: Weight): void {
    this.#of.rests.proved(this.#of.side, weight);
  }

  /** Sends a command as soon as it may be sent, once. */
  protected async once<Result>(weight: Weight, command: () => Promise<Result>): Promise<Result> {
    const { side, rests, signal, onPlea } = this.#of;
    const result = await rests.ask(side, weight, { signal, command, onPlea });
    // It did what was asked, and wants a rest before the next: nothing is owed.
    const plea = this.session.takePlea?.() ?? null;
    if (plea) rests.note(plea, 'connect');
    return result;
  }

  /** Sends it again after each rest that is short enough to be waited out so. */
  protected async repeat<Result>(weight: Weight, command: () => Promise<Result>): Promise<Result> {
    const { side, rests } = this.#of;
    let plea: MailError | null = null;
    for (;;) {
      try {
        return await this.once(weight, command);
      } catch (error) {
        // It had hung up behind its plea: that is what there is to tell.
        if (plea && error instanceof MailError && HUNG_UP.has(error.facts.kind)) throw plea;
        if (!isPlea(error) || error.facts.outcome !== 'refused') throw error;
        plea = error;
        if (rests.isInVain(plea) || !rests.isShort(side)) throw plea;
      }
    }
  }
}

const HUNG_UP: ReadonlySet<MailError['facts']['kind']> = new Set(['connection-lost', 'bye']);

/** With the verbs that write. Only what can be found out afterwards is not sent again. */
export class PatientDestination extends PatientSession<DestinationSession> implements DestinationSession {
  get maxBatchMessages(): number {
    return this.session.maxBatchMessages;
  }

  prepare(...args: Parameters<DestinationSession['prepare']>): Promise<OpenMailbox> {
    return this.repeat('look', () => this.session.prepare(...args));
  }

  create(...args: Parameters<DestinationSession['create']>): Promise<void> {
    return this.repeat('look', () => this.session.create(...args));
  }

  subscribe(mailbox: string): Promise<void> {
    return this.repeat('look', () => this.session.subscribe(mailbox));
  }

  remove(mailbox: string): Promise<void> {
    return this.repeat('look', () => this.session.remove(mailbox));
  }

  async append(...args: Parameters<DestinationSession['append']>): ReturnType<DestinationSession['append']> {
    const receipt = await this.once('message', () => this.session.append(...args));
    this.came('message');
    return receipt;
  }

  async appendLarge(
    ...args: Parameters<DestinationSession['appendLarge']>
  ): ReturnType<DestinationSession['appendLarge']> {
    const receipt = await this.once('message', () => this.session.appendLarge(...args));
    this.came('message');
    return receipt;
  }

  async copy(...args: Parameters<DestinationSession['copy']>): ReturnType<DestinationSession['copy']> {
    const receipt = await this.once('message', () => this.session.copy(...args));
    this.came('message');
    return receipt;
  }

  addFlags(...args: Parameters<DestinationSession['addFlags']>): Promise<void> {
    return this.repeat('look', () => this.session.addFlags(...args));
  }
}
