import { createMailStore, type MailStore } from '../../main/practice/imap-server/mail-store.ts';
import type { StoredMailbox, StoredMessage } from '../../main/practice/imap-server/stored-mailbox.ts';
import { decodeModifiedUtf7 } from '../../shared/modified-utf7.ts';
import { parseSequenceSet } from '../../shared/sequence-set.ts';
import type { GmailLetter } from './gmail-memory.ts';
import type { SimulatedServer, SimulatedServerOptions } from './simulated-server.ts';

/** How the account is set up. */
export interface GmailSetup {
  readonly container?: '[Gmail]' | '[Google Mail]';
  /** Names of Gmail's own mailboxes, in the account's language. */
  readonly names?: Partial<typeof ENGLISH>;
  /** Labels that are not shown in IMAP. */
  readonly hidden?: readonly string[];
  /** Whether All Mail is shown in IMAP. */
  readonly allMail?: boolean;
  /** Shows only so many of the newest messages of each mailbox. */
  readonly folderLimit?: number;
}

const ENGLISH = {
  all: 'All Mail',
  sent: 'Sent Mail',
  drafts: 'Drafts',
  starred: 'Starred',
  important: 'Important',
  spam: 'Spam',
  trash: 'Trash',
};

/** The same in German. */
export const GERMAN: typeof ENGLISH = {
  all: 'Alle Nachrichten',
  sent: 'Gesendet',
  drafts: 'Entwürfe',
  starred: 'Markiert',
  important: 'Wichtig',
  spam: 'Spam',
  trash: 'Papierkorb',
};

const USES: readonly (readonly [keyof typeof ENGLISH, string])[] = [
  ['sent', '\\Sent'],
  ['drafts', '\\Drafts'],
  ['starred', '\\Flagged'],
  ['important', '\\Important'],
  ['spam', '\\Junk'],
  ['trash', '\\Trash'],
];

/**
 * A scripted Gmail of ours over the practice server, made from Google's description of its IMAP extensions, not from a real account: one list
 * of messages with labels, label folders as views of it, each leaving its own label out of X-GM-LABELS.
 */
export class GmailAccount {
  readonly store: MailStore = createMailStore();
  readonly all: StoredMailbox;
  readonly #setup: GmailSetup;
  readonly #views: ReadonlyMap<string, string>;
  readonly #letters: { readonly letter: GmailLetter; readonly id: string; labels: readonly string[] }[] = [];

  constructor(setup: GmailSetup = {}) {
    this.#setup = setup;
    const { allMail = true } = setup;
    // What is not shown in IMAP is kept out of the store.
    const all = this.nameOf('all');
    this.all = allMail ? this.store.create(all, ['\\All']) : createMailStore().create(all);
    for (const [key, use] of USES) this.store.create(this.nameOf(key), [use]);
    this.store.create(`${setup.container ?? '[Gmail]'}/Chats`);
    this.#views = new Map([
      ['\\Inbox', 'INBOX'],
      ['\\Sent', this.nameOf('sent')],
      ['\\Draft', this.nameOf('drafts')],
      ['\\Starred', this.nameOf('starred')],
      ['\\Important', this.nameOf('important')],
    ]);
  }

  /** Full name of one of Gmail's own mailboxes. */
  nameOf(key: keyof typeof ENGLISH): string {
    return `${this.#setup.container ?? '[Gmail]'}/${{ ...ENGLISH, ...this.#setup.names }[key]}`;
  }

  /** @returns the message's number in X-GM-MSGID */
  put(letter: GmailLetter): string {
    // Beyond what a JavaScript number can hold.
    const id = String(1_700_000_000_000_000_001n + BigInt(this.#letters.length));
    this.#letters.push({ letter, id, labels: letter.labels });
    this.#add(this.all, letter, id, letter.labels);
    for (const label of letter.labels) this.#add(this.#view(label), letter, id, without(letter.labels, label));
    return id;
  }

  relabel(id: string, labels: readonly string[]): void {
    const known = this.#letters.find((one) => one.id === id);
    if (!known) throw new Error('no such message');
    for (const label of known.labels) {
      const view = this.#view(label);
      view?.expunge(view.messages.filter(({ gmail }) => gmail?.id === id));
    }
    known.labels = labels;
    const shown = this.all.messages.find(({ gmail }) => gmail?.id === id);
    if (shown) this.all.setLabels(shown, labels);
    for (const label of labels) this.#add(this.#view(label), known.letter, id, without(labels, label));
  }

  /** How the simulated server is to be started. */
  serverOptions(): SimulatedServerOptions {
    return {
      store: this.store,
      features: { gmail: true, statusSize: false, multiappend: false, appendLimit: 35_651_584 },
    };
  }

  /** The mailbox that shows a label; none for a hidden one. */
  #view(label: string): StoredMailbox | null {
    if (this.#setup.hidden?.includes(label) === true) return null;
    const name = this.#views.get(label) ?? label;
    return this.store.get(name) ?? this.store.create(name);
  }

  #add(mailbox: StoredMailbox | null, letter: GmailLetter, id: string, labels: readonly string[]): void {
    if (!mailbox) return;
    const starred = letter.labels.includes('\\Starred') ? ['\\Flagged'] : [];
    const internalDate = letter.internalDate ?? '17-Jul-1996 02:44:25 -0700';
    const body = Buffer.from(letter.body);
    mailbox.add([{ body, internalDate, flags: [...(letter.flags ?? []), ...starred], gmail: { id, labels } }]);
    const { folderLimit = Number.POSITIVE_INFINITY } = this.#setup;
    if (mailbox.messages.length > folderLimit) mailbox.expunge(mailbox.messages.slice(0, -folderLimit));
  }
}

function without(labels: readonly string[], own: string): string[] {
  return labels.filter((label) => label !== own);
}

/** A whole message asked for, as the server's log shows it. */
export interface FetchedBody {
  readonly mailbox: string;
  readonly message: StoredMessage;
}

/** Every whole message clients have asked for, by what the server's log shows. */
export function bodiesFetched(server: SimulatedServer): FetchedBody[] {
  const open = new Map<number, string>();
  return server.log.flatMap(({ connection, name, line }) => {
    const opened = /^\S+ (?:EXAMINE|SELECT) "((?:[^"\\]|\\.)*)"/.exec(line)?.[1]?.replaceAll(/\\(.)/g, '$1');
    if (opened !== undefined) open.set(connection, decodeModifiedUtf7(opened) ?? opened);
    const set = name === 'UID FETCH' && line.includes('BODY.PEEK[]') ? (line.split(' ')[3] ?? '') : '';
    const ranges = parseSequenceSet(set) ?? [];
    const mailbox = open.get(connection) ?? '';
    const messages = server.store.get(mailbox)?.messages ?? [];
    return messages
      .filter(({ uid }) => ranges.some(({ first, last }) => uid >= first && (last === '*' || uid <= last)))
      .map((message) => ({ mailbox, message }));
  });
}
