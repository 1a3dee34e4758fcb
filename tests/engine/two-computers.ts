import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail, type MemoryRules } from '../support/memory-mail.ts';

/** Messages of the old account. */
const MAIL = 24;

/** An old account that two moves bring to one new one. */
export function oldAccount(): MemoryMail {
  const source = new MemoryMail();
  for (let n = 1; n <= MAIL; n++)
    source.put('INBOX', { body: mail(String(n), `text ${String(n)}`), internalDate: dateOf(n) });
  // Two that are one and the same, and one that nothing identifies.
  source.put('INBOX', { body: mail('twin', 'text') });
  source.put('INBOX', { body: mail('twin', 'text') });
  source.put('INBOX', { body: 'Received: by somebody\r\n\r\nWithout a name\r\n' });
  return source;
}

/** When a message was received. */
export function dateOf(n: number): string {
  return `${String((n % 28) + 1).padStart(2, '0')}-Mar-2019 10:00:00 +0100`;
}

/** How many it has. */
export const ALL = MAIL + 3;

/** Messages that a run says are there twice. */
export function doubled({ newcomers = [] }: MigrationOutcome): number {
  return newcomers.reduce((sum, one) => sum + one.doubled, 0);
}

/** New servers that tell more or less of what they stored. */
export const servers: Readonly<Record<string, Partial<MemoryRules>>> = {
  UIDPLUS: {},
  'no UIDPLUS': { uidPlus: false },
  'single APPENDs': { uidPlus: false, multiAppend: false },
};
