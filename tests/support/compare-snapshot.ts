import { createHash } from 'node:crypto';
import { RawImap, type RawAccount } from './raw-imap.ts';

/** What a comparison needs to know of one message. */
export interface MessageSnapshot {
  /** SHA-256 of the whole message as served. */
  readonly digest: string;
  /** SHA-256 of what follows the header: tells a message with a changed header from a lost one. */
  readonly bodyDigest: string;
  /** Message-ID, From, Date and Subject lines: tells a message with a changed body from a lost one. */
  readonly identity: string;
  readonly subject: string;
  readonly uid: number;
  readonly size: number;
  /** Lower case, sorted, without \Recent. */
  readonly flags: string;
  readonly epoch: number;
}

/** One mailbox, messages in sequence order. */
export interface MailboxSnapshot {
  /** As sent, modified UTF-7. */
  readonly name: string;
  readonly messages: readonly MessageSnapshot[];
}

/** A whole account at one moment, without message text. */
export interface AccountSnapshot {
  readonly prefix: string;
  readonly delimiter: string | null;
  readonly mailboxes: ReadonlyMap<string, MailboxSnapshot>;
  readonly subscriptions: readonly string[];
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function endOfHeader(bytes: Buffer): number {
  if (bytes.subarray(0, 2).toString('latin1') === '\r\n') return 2;
  const blank = bytes.indexOf('\r\n\r\n');
  return blank < 0 ? bytes.length : blank + 4;
}

function headerLines(header: Buffer): { identity: string; subject: string } {
  const lines = header.subarray(0, 20_000).toString('latin1').split('\r\n');
  const line = (name: string): string => lines.find((text) => text.toLowerCase().startsWith(`${name}:`)) ?? '';
  const identity = ['message-id', 'from', 'date', 'subject'].map(line).join('\n');
  return { identity, subject: line('subject').slice(8).trim().slice(0, 60) };
}

async function readMailbox(client: RawImap, name: string): Promise<MailboxSnapshot> {
  const { exists } = await client.examine(name);
  const messages: MessageSnapshot[] = [];
  if (exists > 0) {
    await client.fetchAll(({ uid, flags, epoch, body }) => {
      const header = endOfHeader(body);
      messages.push({
        digest: sha256(body),
        bodyDigest: sha256(body.subarray(header)),
        ...headerLines(body.subarray(0, header)),
        uid,
        size: body.length,
        flags: flags
          .map((flag) => flag.toLowerCase())
          .filter((flag) => flag !== '\\recent')
          .sort()
          .join(' '),
        epoch,
      });
    });
  }
  return { name, messages };
}

/** Reads every selectable mailbox of an account with the tests' own client. Changes nothing there. */
export async function snapshotAccount(account: RawAccount): Promise<AccountSnapshot> {
  return snapshotBy(await RawImap.open(account));
}

/** The same over a connection that is open, which it closes. */
export async function snapshotBy(client: RawImap): Promise<AccountSnapshot> {
  try {
    const { prefix, delimiter } = await client.namespace();
    const mailboxes = new Map<string, MailboxSnapshot>();
    for (const { name, attributes } of await client.list()) {
      if (attributes.some((attribute) => /^\\(noselect|nonexistent)$/i.test(attribute))) continue;
      mailboxes.set(name, await readMailbox(client, name));
    }
    return { prefix, delimiter, mailboxes, subscriptions: await client.lsub() };
  } finally {
    await client.logout();
  }
}
