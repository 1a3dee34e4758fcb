import type { MigrationEvent, MigrationOutcome } from '../../shared/model/migration-event.ts';
import { encodeModifiedUtf7 } from '../../shared/modified-utf7.ts';
import type { Journal } from '../../main/engine/journal-port.ts';
import { migrate, verifyOnly } from '../../main/engine/migrate.ts';
import { planOnly, type PlanReport } from '../../main/engine/plan-only.ts';
import type { Clock, DestinationSession, MailAccount, SourceSession } from '../../main/engine/ports.ts';
import type { EngineOptions } from '../../main/engine/run.ts';
import { defaultSettings, type MigrationSettings, type VerifyDepth } from '../../main/engine/settings.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import type { NameMapping } from './compare-mailboxes.ts';
import type { Dovecot } from './dovecot.ts';
import type { RawAccount } from './raw-imap.ts';

/** A clock that shows the real time and waits for it. */
const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    }),
};

/** How to sign in to a Dovecot with the adapter; through a proxy when a port is given. */
export function connectOptions(server: Dovecot, user?: string, port?: number): ConnectOptions {
  const address = server.address(user);
  return {
    address: port === undefined ? address : { ...address, port },
    secret: () => Promise.resolve({ kind: 'password', value: server.password }),
    extraCa: server.caPem,
    clientVersion: 'test',
  };
}

/** How to sign in with the tests' own client. */
export function rawAccount(server: Dovecot, user: string = server.user): RawAccount {
  const { host, port, password, caPem } = server;
  return { host, port, password, caPem, user };
}

/** A move between two accounts on real servers, with a real journal. */
export class ServerMove {
  source: MailAccount<SourceSession>;
  destination: MailAccount<DestinationSession>;
  journal: Journal;
  clock: Clock = realClock;
  readonly events: MigrationEvent[] = [];

  constructor(source: MailAccount<SourceSession>, destination: MailAccount<DestinationSession>) {
    this.source = source;
    this.destination = destination;
    this.journal = openJournal(':memory:');
  }

  /** A move between servers reached by the adapter. */
  static between(source: ConnectOptions, destination: ConnectOptions): ServerMove {
    return new ServerMove(sourceAccount(source), destinationAccount(destination));
  }

  loseJournal(): void {
    this.journal.close();
    this.journal = openJournal(':memory:');
  }

  run(
    settings: Partial<MigrationSettings> = {},
    signal: AbortSignal = new AbortController().signal,
    journal: Journal = this.journal,
  ): Promise<MigrationOutcome> {
    return migrate(this.#options(settings, signal, journal));
  }

  /** Only plans, with a journal of its own that is thrown away. */
  async plan(settings: Partial<MigrationSettings> = {}): Promise<PlanReport> {
    const journal = openJournal(':memory:');
    try {
      return await planOnly(this.#options(settings, new AbortController().signal, journal));
    } finally {
      journal.close();
    }
  }

  /** Looks at everything once more. */
  verify(depth: Exclude<VerifyDepth, 'none'>): Promise<MigrationOutcome> {
    return verifyOnly(this.#options({}, new AbortController().signal, this.journal), depth);
  }

  #options(settings: Partial<MigrationSettings>, signal: AbortSignal, journal: Journal): EngineOptions {
    return {
      source: this.source,
      destination: this.destination,
      sourceKey: 'old',
      destinationKey: 'new',
      journal,
      clock: this.clock,
      settings: { ...defaultSettings, settleGraceMs: 200, retryMs: 50, ...settings },
      signal,
      onEvent: (event) => this.events.push(event),
    };
  }

  /** Where the plan put each mailbox, by names as on the wire; for the independent comparison. */
  mapping(): NameMapping {
    const names = new Map(
      this.journal
        .pairs(1)
        .map((pair) => [encodeModifiedUtf7(pair.source), encodeModifiedUtf7(pair.destination)] as const),
    );
    return (name) => names.get(name) ?? null;
  }
}
