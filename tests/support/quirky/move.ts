import { MailError } from '../../../main/engine/mail-error.ts';
import type { Journal } from '../../../main/engine/journal-port.ts';
import { defaultSettings, type MigrationSettings } from '../../../main/engine/settings.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../../main/imap/account.ts';
import { openJournal } from '../../../main/journal/open-journal.ts';
import { createMoveService, type AccountAccess, type MoveRequest } from '../../../main/services/move-service.ts';
import type { MigrationOutcome } from '../../../shared/model/migration-event.ts';
import type { Role } from './kind.ts';
import { GRACE_MS, type World } from './world.ts';

/** How a run is ended from outside. */
export interface Death {
  /** At this command, counted over both servers. */
  readonly at: number;
  /** `stop`: by the person. `kill`: from here on, nothing the run does reaches a server or the journal. */
  readonly how: 'stop' | 'kill';
}

/** How a run ended. */
export interface Exit {
  /** Null when there is none: the run was killed, or could not begin. */
  readonly outcome: MigrationOutcome | null;
  /** Why there is no outcome; null where there is one. */
  readonly refusal: MailError | null;
  /** Whether it died of what it was to die of. */
  readonly died: boolean;
  readonly milliseconds: number;
  readonly commands: number;
}

/** A run has so much real time, all waits being skipped, and so many commands, which is some hundred times what one needs. */
const LONGEST_RUN_MS = 15_000;
const MOST_COMMANDS = 3_000;
/** Milliseconds without a word after which a server counts as silent: they are real ones. */
const SILENCE_MS = 80;

class Killed extends Error {}

/** Moves, as often as it takes, with the real engine, adapter and journal. */
export class QuirkyMove {
  journal: Journal = openJournal(':memory:');
  readonly #world: World;
  readonly #settings: MigrationSettings;

  constructor(world: World, settings: Partial<MigrationSettings>) {
    this.#world = world;
    this.#settings = { ...defaultSettings, attempts: 4, retryMs: 50, settleGraceMs: GRACE_MS, ...settings };
  }

  /** Nobody knows any more what was done, and whoever was late has finished. */
  loseJournal(): void {
    this.journal.close();
    this.journal = openJournal(':memory:');
    this.#world.destination.finishLate();
  }

  /** Rejects when the run does not end in time, or with what is no MailError. */
  async run(death: Death | null = null): Promise<Exit> {
    const { source, destination } = this.#world;
    const began = { at: performance.now(), commands: source.commands + destination.commands };
    const commands = (): number => source.commands + destination.commands - began.commands;
    const stop = new AbortController();
    let died = false;
    let tooMany: () => void = () => undefined;
    const onCommand = (): void => {
      if (commands() === MOST_COMMANDS) tooMany();
      if (death === null || commands() !== death.at) return;
      died = true;
      stop.abort();
      if (death.how === 'kill') for (const server of [source, destination]) server.hangUp();
    };
    for (const server of [source, destination]) server.onCommand = onCommand;
    const journal = mortal(this.journal, () => died && death?.how === 'kill');
    const ended = await withinBounds(this.#start(journal, stop.signal), stop, (giveUp) => (tooMany = giveUp));
    return { ...ended, died, milliseconds: performance.now() - began.at, commands: commands() };
  }

  async #start(journal: Journal, signal: AbortSignal): Promise<Pick<Exit, 'outcome' | 'refusal'>> {
    const { clock } = this.#world;
    const service = createMoveService({
      source: (access) => sourceAccount(connectOptions(access)),
      destination: (access) => destinationAccount(connectOptions(access)),
      clock,
    });
    const request: MoveRequest = {
      from: this.#access('source'),
      to: this.#access('destination'),
      settings: this.#settings,
    };
    try {
      return { outcome: await service.run(request, journal, { signal, onEvent: () => undefined }), refusal: null };
    } catch (error) {
      if (error instanceof MailError) return { outcome: null, refusal: error };
      if (error instanceof Killed || signal.aborted) return { outcome: null, refusal: null };
      throw error;
    }
  }

  #access(role: Role): AccountAccess {
    const { user, password } = this.#world[role];
    return {
      address: { host: '127.0.0.1', port: this.#world.ports[role], security: 'tls', user },
      secret: () => Promise.resolve({ kind: 'password', value: password }),
      extraCa: this.#world.caPem,
    };
  }
}

function connectOptions({ address, secret, extraCa }: AccountAccess): ConnectOptions {
  const timeouts = { connect: 5_000, greeting: 5_000, signIn: 5_000, silence: SILENCE_MS };
  return { address, secret, clientVersion: 'test', timeouts, ...(extraCa === null ? {} : { extraCa }) };
}

/** A journal to which nothing can be written any more once its process is dead. */
function mortal(journal: Journal, isDead: () => boolean): Journal {
  return new Proxy(journal, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]): unknown => {
        if (isDead()) throw new Killed();
        return Reflect.apply(member, target, values);
      };
    },
  });
}

/** @param onBegin is told how to end it for too many commands */
async function withinBounds<Value>(
  work: Promise<Value>,
  stop: AbortController,
  onBegin: (tooMany: () => void) => void,
): Promise<Value> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const giveUp = (bound: string): void => {
    reject(new Error(`the run did not end within ${bound}`));
    stop.abort();
  };
  const timer = setTimeout(() => giveUp(`${String(LONGEST_RUN_MS / 1_000)} s`), LONGEST_RUN_MS);
  onBegin(() => giveUp(`${String(MOST_COMMANDS)} commands`));
  try {
    return await Promise.race([work, never]);
  } finally {
    clearTimeout(timer);
  }
}
