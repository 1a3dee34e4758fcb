import { expect } from 'vitest';
import type { MigrationSettings } from '../../../main/engine/settings.ts';
import type { RecentProgress } from '../../../shared/model/migration-event.ts';
import { mail } from '../../support/awkward-mail.ts';
import { GmailMemory, held } from '../../support/gmail-memory.ts';
import { MemoryMail } from '../../support/memory-mail.ts';
import { contents, MemoryMove } from '../../support/memory-move.ts';

/** The line between recent and older messages. */
export const since = Date.UTC(2026, 7, 24);
/** Recent messages first. */
export const settings = { recentFirst: since, verify: 'quick' } satisfies Partial<MigrationSettings>;
/** Just before, just at and after the moment, told in several zones; and no date at all. */
export const dates = {
  old: '24-Aug-2026 01:59:59 +0200',
  ancient: '17-Jul-1996 02:44:25 -0700',
  first: '23-Aug-2026 17:00:00 -0700',
  fresh: ' 1-Nov-2026 12:00:00 +0000',
  unreadable: 'yesterday',
};
/** One of them. */
export type When = keyof typeof dates;
/** By the last word of a body. */
export const isFresh = (when: string): boolean => when === 'first' || when === 'fresh';

/** What is stored at the destination, in its order over all mailboxes; each body ends with its `When`. */
export class OrderedMove extends MemoryMove {
  readonly stored: string[] = [];

  constructor(source: MemoryMail, rules: ConstructorParameters<typeof MemoryMail>[0] = {}) {
    const stored: string[] = [];
    const note = (body: Buffer): Buffer => {
      stored.push(body.toString().trim().split(' ').at(-1) ?? '');
      return body;
    };
    super(source, new MemoryMail({ ...rules, store: note }));
    this.stored = stored;
  }

  /** Where recent messages end and the others begin; null when they are mixed. */
  get turn(): number | null {
    const last = this.stored.findLastIndex(isFresh);
    return this.stored.slice(0, last + 1).every(isFresh) ? last + 1 : null;
  }

  recent(): RecentProgress[] {
    return this.events.flatMap((event) => (event.event === 'recent' ? [event.recent] : []));
  }
}

/** Puts messages of these ages into a mailbox, all the same ones or each another. */
export function put(server: MemoryMail, mailbox: string, order: readonly When[], same = false): void {
  order.forEach((when, index) => {
    const id = same ? 'twin' : `${mailbox}-${String(index)}`;
    server.put(mailbox, { body: mail(id, `${same ? '' : String(index)} ${when}`), internalDate: dates[when] });
  });
}

/** A few mailboxes with messages of every age, mixed. */
export function account(): MemoryMail {
  const server = new MemoryMail();
  put(server, 'INBOX', ['ancient', 'fresh', 'old', 'unreadable', 'first', 'fresh', 'old']);
  put(server, 'Twins', ['fresh', 'ancient', 'fresh'], true);
  put(server, 'Archive', ['ancient', 'old']);
  server.make('Empty');
  return server;
}

/** Every message is there, in whatever order. A date that cannot be read gave way to the one of the Date field, which is noted. */
export function expectSame(move: MemoryMove, what: string): void {
  for (const name of move.source.mailboxes.keys()) {
    expect(contents(move.destination, name).sort(), `${what}: ${name}`).toEqual(
      sent(contents(move.source, name)).sort(),
    );
  }
}

/** What is sent of what the source holds. */
export function sent(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(dates.unreadable, '17-Jul-1996 02:23:25 -0700'));
}

/** Messages of the source whose date cannot be read. */
export function unreadableIn({ source }: OrderedMove): number {
  const all = [...source.mailboxes.values()].flatMap(({ messages }) => messages);
  return all.filter(({ internalDate }) => internalDate === dates.unreadable).length;
}

/** A Gmail account whose recent messages have other labels than its older ones. */
export function labelMove(): { move: OrderedMove; gmail: GmailMemory } {
  const gmail = new GmailMemory();
  const letter = (id: string, when: When, labels: readonly string[]): void => {
    gmail.put({ body: mail(id, `x ${when}`), labels, internalDate: dates[when] });
  };
  letter('a', 'ancient', ['\\Inbox', 'Work']);
  letter('b', 'fresh', ['\\Inbox', 'Work', 'Work/Deep']);
  letter('c', 'old', ['Work']);
  letter('d', 'first', ['Work', 'Work/Deep']);
  letter('e', 'ancient', []);
  letter('f', 'fresh', []);
  return { move: new OrderedMove(gmail.mail), gmail };
}

/** Every folder holds what its label says. */
export function expectLabels(move: OrderedMove, gmail: GmailMemory, what: string): void {
  const pairs = move.journal.pairs(1);
  for (const source of gmail.folders()) {
    const { destination = '' } = pairs.find((one) => one.source === source) ?? {};
    expect(held(move.destination, destination).sort(), `${what}: ${source}`).toEqual(gmail.expected(source).sort());
  }
}
