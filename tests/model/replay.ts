import type { Journal } from '../../main/engine/journal-port.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import type { AppendReceipt, DestinationSession, OutgoingMessage } from '../../main/engine/ports.ts';
import { defaultSettings, type MigrationSettings } from '../../main/engine/settings.ts';
import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import { Killed, release } from '../engine/guillotine.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { lost } from '../support/memory-session.ts';
import { MemoryMove } from '../support/memory-move.ts';
import { Follower, type Schedule, type Stage } from './schedule.ts';

/** The messages of the model: of the same size, which tells them from nothing. */
const bodies = { x: mail('x', 'text x'), y: mail('y', 'text y') } as const;

/** How often each of them is somewhere. */
type Counts = Record<keyof typeof bodies, number>;

/** What the engine made of a schedule, at the end of a run that was not killed. */
export interface Replayed {
  readonly outcome: MigrationOutcome;
  /** At the destination, whoever brought it. */
  readonly there: Counts;
  /** Stored for us, by any of the runs so far. */
  readonly ours: Counts;
}

/** What the source has. */
export const atSource: Counts = { x: 2, y: 1 };

const MAILBOX = 'Work';
const settings: Partial<MigrationSettings> = {
  verify: 'quick',
  lanes: 2,
  plan: { ...defaultSettings.plan, decisions: { Old: { mergeInto: MAILBOX } } },
};
/** More than any schedule needs to come to its end. */
const MOST_RUNS = 8;

/** Plays a schedule of the model with the real engine between servers in memory, and one run more. */
export async function replay(schedule: Schedule): Promise<readonly Replayed[]> {
  return new Replay(schedule).play();
}

class Replay {
  readonly #follower: Follower;
  readonly #move: MemoryMove;
  readonly #ours: Counts = { x: 0, y: 0 };
  /** What the server has not stored yet of APPENDs whose connections have gone. */
  readonly #late: (readonly OutgoingMessage[])[] = [];
  #isDead = false;
  #inspections = 0;

  constructor(schedule: Schedule) {
    this.#follower = new Follower(schedule);
    const source = new MemoryMail();
    // The engine begins with the mailbox that has the name of the destination's.
    const isSecondFirst = schedule.lines.find((line) => line.startsWith('mailbox')) === 'mailbox 1';
    const [one, other] = isSecondFirst ? ['Old', MAILBOX] : [MAILBOX, 'Old'];
    source.put(one, { body: bodies.x });
    source.put(one, { body: bodies.y });
    source.put(other, { body: bodies.x });
    const destination = new MemoryMail({ uidPlus: !schedule.lines.includes('no-uidplus') });
    destination.make(MAILBOX);
    this.#move = new MemoryMove(source, destination);
    this.#scriptSessions();
    // The server has stored it by then: protocol.pml says the same where it is BOUNDED.
    this.#move.clock.onSleep = () => {
      this.#reach('pause');
      this.#storeLate();
    };
  }

  async play(): Promise<readonly Replayed[]> {
    const replayed: Replayed[] = [];
    for (let run = 1, more = 1; run <= MOST_RUNS && more >= 0; run++) {
      this.#reach('run');
      const outcome = await this.#run();
      if (outcome) replayed.push({ outcome, there: this.#there(), ours: { ...this.#ours } });
      if (this.#follower.isOver) more -= 1;
    }
    this.#move.journal.close();
    return replayed;
  }

  /** @returns null when it was killed */
  async #run(): Promise<MigrationOutcome | null> {
    const { source, destination, journal } = this.#move;
    this.#isDead = false;
    this.#inspections = 0;
    source.onStep = () => this.#step();
    destination.onStep = (name, when) => {
      if (name === 'inspect' && when === 'before' && ++this.#inspections === 2) this.#reach('look');
      this.#step();
    };
    try {
      return await this.#move.run(settings, undefined, this.#watched(journal));
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return null;
    } finally {
      release(this.#move);
    }
  }

  /** The world acts between two steps of the move. */
  #step(): void {
    if (this.#isDead) throw new Killed();
    for (let line = this.#follower.nextOfWorld(); line !== null; line = this.#follower.nextOfWorld()) this.#do(line);
  }

  #reach(stage: Stage): string | null {
    const reached = this.#follower.reach(stage);
    for (const line of reached?.before ?? []) {
      // The run that was to be killed has ended before.
      if (line !== 'kill' || stage !== 'run') this.#do(line);
    }
    return reached?.line ?? null;
  }

  #do(line: string): void {
    const { destination } = this.#move;
    if (line === 'late-stored') this.#storeLate();
    else if (line === 'other x') destination.put(MAILBOX, { body: bodies.x });
    else if (line === 'other y') destination.put(MAILBOX, { body: bodies.y });
    else if (line === 'journal-lost') this.#move.loseJournal();
    else if (line === 'kill') {
      this.#isDead = true;
      throw new Killed();
    } else if (line !== 'no-uidplus') throw new Error(`no line of a schedule: ${line}`);
  }

  /** The journal, which tells what the move has come to. */
  #watched(journal: Journal): Journal {
    return new Proxy(journal, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...values: unknown[]): unknown => {
          this.#step();
          if (name === 'commonFingerprints') {
            this.#reach('listed');
            this.#step();
          }
          const result: unknown = Reflect.apply(member, target, values);
          this.#written(String(name), values);
          return result;
        };
      },
    });
  }

  #written(name: string, [pair, change]: unknown[]): void {
    if (name === 'markCopied' || name === 'markFailed' || name === 'markWaiting') this.#reach('noted');
    if (name === 'markVerified') this.#reach('verified');
    const isCompared = name === 'changePair' && 'destinationCompared' in (change as object);
    if (isCompared && this.#move.journal.pair(Number(pair)).destination === MAILBOX) this.#reach('compared');
  }

  #scriptSessions(): void {
    const { destination } = this.#move;
    const connect = destination.account.bind(destination);
    destination.account = () => ({
      connect: async (signal) => {
        const session: DestinationSession = await connect().connect(signal);
        session.append = async (_name, batch) => {
          this.#step();
          const receipt = this.#answer(this.#reach('append') ?? 'append ok', batch);
          // What happens before the answer is written down.
          await Promise.resolve();
          this.#step();
          return receipt;
        };
        const { open } = session;
        session.open = async (name) => {
          const opened = await open.call(session, name);
          if (name === MAILBOX) this.#reach('opened');
          return opened;
        };
        return session;
      },
    });
  }

  #answer(line: string, batch: readonly OutgoingMessage[]): AppendReceipt | null {
    const [, answer = '', uids = ''] = line.split(' ');
    const { destination } = this.#move;
    const { uidValidity, uidNext } = destination.mailbox(MAILBOX);
    const stored = { ok: batch, 'cut-after': batch, 'no-stored': batch, 'no-stored-first': batch.slice(0, 1) }[answer];
    this.#store(stored ?? []);
    if (answer === 'late') this.#late.push(batch);
    if (answer === 'late' || answer.startsWith('cut')) throw lost();
    if (answer.startsWith('no')) {
      throw new MailError({ kind: 'refused', when: 'never', wide: 'message', outcome: 'refused', side: 'destination' });
    }
    if (!destination.rules.uidPlus || uids === 'uids-none' || (answer === 'ok-unstored' && uids === '')) return null;
    const after = destination.mailbox(MAILBOX).uidNext;
    const first = { 'uids-next': after, 'uids-first': 1, 'uids-last': after - 1, 'uids-beyond': after + 4 }[uids];
    const told = batch.map((_message, index) => (first ?? uidNext) + index);
    return { uidValidity, uids: uids === 'uids-swapped' ? told.toReversed() : told };
  }

  #storeLate(): void {
    for (const batch of this.#late.splice(0)) this.#store(batch);
  }

  #store(batch: readonly OutgoingMessage[]): void {
    for (const { body, flags, internalDate } of batch) {
      this.#ours[body.toString() === bodies.x ? 'x' : 'y'] += 1;
      this.#move.destination.put(MAILBOX, { body, flags, internalDate });
    }
  }

  #there(): Counts {
    const all = this.#move.destination.mailbox(MAILBOX).messages.map(({ body }) => body.toString());
    return { x: all.filter((one) => one === bodies.x).length, y: all.filter((one) => one === bodies.y).length };
  }
}
