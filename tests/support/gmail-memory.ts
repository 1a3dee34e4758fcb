import type { MemoryRules } from './memory-mail.ts';
import { MemoryMail } from './memory-mail.ts';

/** A message of a Gmail account: system labels with their backslash, others by name. */
export interface GmailLetter {
  readonly body: string;
  readonly labels: readonly string[];
  readonly flags?: readonly string[];
  readonly internalDate?: string;
}

const SPECIAL: Readonly<Record<string, { readonly mailbox: string; readonly attribute: string }>> = {
  '\\Inbox': { mailbox: 'INBOX', attribute: '' },
  '\\Sent': { mailbox: '[Gmail]/Sent Mail', attribute: '\\Sent' },
  '\\Draft': { mailbox: '[Gmail]/Drafts', attribute: '\\Drafts' },
  '\\Starred': { mailbox: '[Gmail]/Starred', attribute: '\\Flagged' },
  '\\Important': { mailbox: '[Gmail]/Important', attribute: '\\Important' },
};

/** Where Gmail lists every message once. */
export const ALL_MAIL = '[Gmail]/All Mail';

/**
 * A Gmail account over the ports in memory: one list of all messages with their labels, and label folders that only show how many there are.
 * What reads a body from a label folder gets none, so that a test sees it.
 */
export class GmailMemory {
  readonly mail: MemoryMail;
  #next = 1_700_000_000_000_000_001n;

  constructor(rules: Partial<MemoryRules> = {}) {
    this.mail = new MemoryMail({ capabilities: ['X-GM-EXT-1', 'CONDSTORE'], ...rules });
    for (const { mailbox, attribute } of Object.values(SPECIAL)) this.#make(mailbox, attribute);
    this.#make(ALL_MAIL, '\\All');
    this.#make('[Gmail]/Spam', '\\Junk');
    this.#make('[Gmail]/Trash', '\\Trash');
    const container = this.mail.make('[Gmail]');
    container.attributes = ['\\NoSelect'];
    this.mail.mailbox(ALL_MAIL).highestModseq = 1n;
  }

  /** @returns the message's UID in All Mail */
  put({ body, labels, flags = [], internalDate = '17-Jul-1996 02:44:25 -0700' }: GmailLetter): number {
    const id = String(this.#next++);
    const all = this.mail.mailbox(ALL_MAIL);
    const uid = all.uidNext++;
    const starred = labels.includes('\\Starred') ? ['\\Flagged'] : [];
    all.messages.push({
      uid,
      flags: [...flags, ...starred],
      internalDate,
      body: Buffer.from(body),
      gmail: { id, labels },
    });
    this.#changed();
    return uid;
  }

  relabel(uid: number, labels: readonly string[]): void {
    const all = this.mail.mailbox(ALL_MAIL);
    all.messages = all.messages.map((message) =>
      message.uid === uid && message.gmail ? { ...message, gmail: { ...message.gmail, labels } } : message,
    );
    this.#changed();
  }

  /** What a mailbox of the destination should hold for a label folder or, for All Mail, of what has no label. */
  expected(source: string): string[] {
    const views = new Set(['\\Starred', '\\Important']);
    return this.mail
      .mailbox(ALL_MAIL)
      .messages.filter(({ gmail }) => {
        const folders = (gmail?.labels ?? []).filter((label) => !views.has(label)).map(folderOf);
        return source === ALL_MAIL ? folders.length === 0 : folders.includes(source);
      })
      .map(({ body, flags, gmail }) => {
        const important = gmail?.labels.includes('\\Important') === true ? ['$Important'] : [];
        return `${[...flags, ...important].sort().join(' ')} | ${body.toString()}`;
      });
  }

  /** Every label folder and All Mail, by source name. */
  folders(): string[] {
    const views = ['[Gmail]', '[Gmail]/Starred', '[Gmail]/Important', '[Gmail]/Spam', '[Gmail]/Trash'];
    return [...this.mail.mailboxes.keys()].filter((name) => !views.includes(name));
  }

  /** Sizes of all messages, each once. */
  uniqueBytes(): number {
    return this.mail.mailbox(ALL_MAIL).messages.reduce((sum, { body }) => sum + body.length, 0);
  }

  #make(name: string, attribute: string): void {
    const mailbox = this.mail.mailboxes.get(name) ?? this.mail.make(name);
    mailbox.attributes = attribute === '' ? [] : [attribute];
    mailbox.highestModseq = 1n;
  }

  /** Label folders as LIST and STATUS show them; their bodies are not there. */
  #changed(): void {
    const all = this.mail.mailbox(ALL_MAIL);
    all.highestModseq = (all.highestModseq ?? 0n) + 1n;
    const counts = new Map<string, number>();
    for (const { gmail } of all.messages) {
      for (const label of gmail?.labels ?? []) counts.set(folderOf(label), (counts.get(folderOf(label)) ?? 0) + 1);
    }
    for (const [name, count] of counts) {
      const mailbox = this.mail.mailboxes.get(name) ?? this.mail.make(name);
      mailbox.uidNext = Math.max(mailbox.uidNext, count + 1);
      mailbox.messages = Array.from({ length: count }, (_, index) => ({
        uid: index + 1,
        flags: [],
        internalDate: '17-Jul-1996 02:44:25 -0700',
        body: Buffer.from('not to be read from here'),
      }));
    }
  }
}

function folderOf(label: string): string {
  return SPECIAL[label]?.mailbox ?? label;
}

/** What a mailbox holds, in its order: flags and text of each message. */
export function held(server: MemoryMail, mailbox: string): string[] {
  const messages = server.mailboxes.get(mailbox)?.messages ?? [];
  return messages.map(({ flags, body }) => `${[...flags].sort().join(' ')} | ${body.toString()}`);
}
