import type { AccountLedger } from '../../main/engine/account-ledger.ts';
import type { Journal } from '../../main/engine/journal-port.ts';
import { migrate } from '../../main/engine/migrate.ts';
import { defaultSettings, type MigrationSettings } from '../../main/engine/settings.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import type { MigrationEvent, MigrationOutcome } from '../../shared/model/migration-event.ts';
import { DayClock } from './day-clock.ts';
import { LimitedServer, type ServerLimits } from './limited-server.ts';
import { MemoryMail } from './memory-mail.ts';

/** A tenth of a thousandth of a gigabyte: sizes and amounts are all as much smaller than in life. */
export const GB = 100_000;

const free: ServerLimits = { bytesPerDay: Number.POSITIVE_INFINITY, bytesPerSecond: GB };

/** What another run of the same source works with. */
interface RunChoice {
  readonly journal?: Journal;
  /** Of several journals; without one, the journal's own. */
  readonly ledger?: AccountLedger;
  readonly to?: LimitedServer;
  /** The destination's. */
  readonly key?: string;
}

/** A move between two servers that count bytes, on a clock on which days pass at once. */
export class LimitedMove {
  readonly clock = new DayClock();
  readonly source: LimitedServer;
  readonly destination: LimitedServer;
  journal: Journal = openJournal(':memory:');
  readonly events: MigrationEvent[] = [];
  onEvent: (event: MigrationEvent) => void = () => {};

  constructor(limits: { readonly source?: ServerLimits; readonly destination?: ServerLimits }) {
    this.source = new LimitedServer(new MemoryMail(), 'source', this.clock, limits.source ?? free);
    this.destination = new LimitedServer(new MemoryMail(), 'destination', this.clock, limits.destination ?? free);
  }

  run(
    settings: Partial<MigrationSettings>,
    signal: AbortSignal = new AbortController().signal,
    { journal = this.journal, ledger, to = this.destination, key = 'new' }: RunChoice = {},
  ): Promise<MigrationOutcome> {
    return migrate({
      source: this.source.account(),
      destination: to.account(),
      sourceKey: 'old',
      destinationKey: key,
      journal,
      ...(ledger && { ledger }),
      clock: this.clock,
      settings: { ...defaultSettings, batchMessages: 5, batchBytes: 16_000, lanes: 1, ...settings },
      signal,
      onEvent: (event) => {
        this.events.push(event);
        this.onEvent(event);
      },
    });
  }

  /** Every pause so far. */
  pauses(): Extract<MigrationEvent, { event: 'paused' }>[] {
    return this.events.filter((event) => event.event === 'paused');
  }
}

/** Fills mailboxes with letters of different sizes, so many bytes in all. @returns how many letters */
export function fillBytes(
  mail: MemoryMail,
  bytes: number,
  mailboxes: readonly string[] = ['INBOX', 'Letters'],
): number {
  let count = 0;
  for (let left = bytes; left > 0; count++) {
    const head = `Message-ID: <${String(count)}@old.example>\r\nSubject: Letter ${String(count)}\r\n\r\n`;
    const body = head + 'x'.repeat(700 + ((count * 7919) % 2_600));
    mail.put(mailboxes[count % mailboxes.length] ?? 'INBOX', { body });
    left -= body.length;
  }
  return count;
}
