import { createHash } from 'node:crypto';
import { epochOf } from '../../../main/engine/internal-date.ts';
import { createMailStore, type MailStore } from '../../../main/practice/imap-server/mail-store.ts';
import type { StoredMailbox, StoredMessage } from '../../../main/practice/imap-server/stored-mailbox.ts';
import { mail } from '../awkward-mail.ts';

/** A provider's own mailboxes by their names there, with attributes where it tells them (RFC 6154). */
export type Folders = Readonly<Record<string, readonly string[]>>;

/** An account of a provider with so many letters in each mailbox: of all sizes, doubled ones, and ones that differ in nothing but their text. */
export function providerStore(folders: Folders, each: number): MailStore {
  const store = createMailStore();
  for (const [name, uses] of Object.entries({ INBOX: [], ...folders })) {
    fillMailbox(store.get(name) ?? store.create(name, uses), each);
  }
  return store;
}

function fillMailbox(mailbox: StoredMailbox, count: number): void {
  for (let n = 0; n < count; n++) {
    const isTwin = n % 6 === 5;
    const text = n % 6 >= 4 ? 'twin' : n % 6 === 3 ? `text ${String(n % 2)}` : 'text '.repeat(1 + ((n * 37) % 400));
    const id = n % 7 === 6 ? null : `${mailbox.name}-${String(isTwin ? n - 1 : n)}`;
    mailbox.add([
      {
        body: Buffer.from(mail(id, text)),
        flags: n % 2 === 0 ? ['\\Seen'] : n % 3 === 0 ? ['\\Flagged', '$Forwarded'] : [],
        internalDate: `${String(10 + (n % 9))}-Jul-1996 02:44:25 -0700`,
      },
    ]);
  }
}

/** What a mailbox holds, in its order: digest, flags and moment of each message. */
export function contentsOf(
  mailbox: StoredMailbox | undefined,
  counts: (message: StoredMessage) => boolean = () => true,
): string[] {
  return (mailbox?.messages ?? []).filter(counts).map(({ body, flags, internalDate }) => {
    const digest = createHash('sha256').update(body()).digest('hex').slice(0, 16);
    return `${digest} ${flags.toSorted().join(' ')} ${String(epochOf(internalDate))}`;
  });
}
