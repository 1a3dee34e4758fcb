import { createHash } from 'node:crypto';
import { openJournal } from '../../main/journal/open-journal.ts';
import type { Journal } from '../../main/engine/journal-port.ts';
import { migrate, verifyOnly } from '../../main/engine/migrate.ts';
import type { EngineOptions } from '../../main/engine/run.ts';
import { defaultSettings, type MigrationSettings, type VerifyDepth } from '../../main/engine/settings.ts';
import type { MigrationEvent, MigrationOutcome } from '../../shared/model/migration-event.ts';
import { FakeClock } from './fake-clock.ts';
import type { MemoryMail } from './memory-mail.ts';

/** A move between two servers in memory, with a real journal (in memory too) that outlives a "killed" run. */
export class MemoryMove {
  readonly source: MemoryMail;
  readonly destination: MemoryMail;
  journal: Journal = openJournal(':memory:');
  readonly clock = new FakeClock();
  readonly events: MigrationEvent[] = [];

  constructor(source: MemoryMail, destination: MemoryMail) {
    this.source = source;
    this.destination = destination;
  }

  /** Forgets everything the journal knew. */
  loseJournal(): void {
    this.journal.close();
    this.journal = openJournal(':memory:');
  }

  /** @param journal what this run writes to; a wrapper of the journal, to stop it at a step */
  run(
    settings: Partial<MigrationSettings> = {},
    signal: AbortSignal = new AbortController().signal,
    journal: Journal = this.journal,
  ): Promise<MigrationOutcome> {
    return migrate(this.#options(settings, signal, journal));
  }

  /** Looks at everything once more. */
  verify(depth: Exclude<VerifyDepth, 'none'>, settings: Partial<MigrationSettings> = {}): Promise<MigrationOutcome> {
    return verifyOnly(this.#options(settings, new AbortController().signal, this.journal), depth);
  }

  #options(settings: Partial<MigrationSettings>, signal: AbortSignal, journal: Journal): EngineOptions {
    return {
      source: this.source.account(),
      destination: this.destination.account(),
      sourceKey: 'old',
      destinationKey: 'new',
      journal,
      clock: this.clock,
      settings: { ...defaultSettings, batchMessages: 3, lanes: 1, verify: 'deep', ...settings },
      signal,
      onEvent: (event) => this.events.push(event),
    };
  }
}

/** What one mailbox holds, in its order: digest, flags and date of each message. */
export function contents(server: MemoryMail, mailbox: string): string[] {
  return (server.mailboxes.get(mailbox)?.messages ?? []).map(
    ({ body, flags, internalDate }) =>
      `${createHash('sha256').update(body).digest('hex').slice(0, 16)} ${flags.toSorted().join(' ')} ${internalDate}`,
  );
}

/** What every mailbox holds. */
export function allContents(server: MemoryMail): Record<string, string[]> {
  return Object.fromEntries([...server.mailboxes.keys()].toSorted().map((name) => [name, contents(server, name)]));
}
