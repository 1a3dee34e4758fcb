import type { AccountFacts, ListedMailbox } from '../../shared/model/mailbox.ts';
import { LARGE_BYTES } from '../../main/engine/ports.ts';
import { MailError, type MailErrorFacts } from '../../main/engine/mail-error.ts';
import type { DestinationSession, GmailMessage, MailAccount, OutgoingMessage } from '../../main/engine/ports.ts';
import { MemorySession } from './memory-session.ts';

/** A message in memory. */
export interface MemoryMessage {
  readonly uid: number;
  readonly flags: readonly string[];
  readonly internalDate: string;
  readonly body: Buffer;
  /** Of a server with Gmail's extensions, in the mailbox that lists everything. */
  readonly gmail?: GmailMessage;
}

export interface MemoryMailbox {
  uidValidity: number;
  uidNext: number;
  subscribed: boolean;
  messages: MemoryMessage[];
  permanentFlags: readonly string[];
  attributes: readonly string[];
  /** Null on a server without CONDSTORE. */
  highestModseq: bigint | null;
}

/** What a server in memory can and refuses to do. */
export interface MemoryRules {
  readonly uidPlus: boolean;
  readonly multiAppend: boolean;
  readonly maxConnections: number;
  /** Facts of the refusal, or null to take the message. */
  readonly refuse: (message: OutgoingMessage, mailbox: string) => MailErrorFacts | null;
  /** Facts of the refusal of a COPY, or null to copy. */
  readonly refuseCopy: (message: MemoryMessage, mailbox: string) => MailErrorFacts | null;
  /** Whether a refused COPY leaves behind what was copied before the refused message, as some servers do. */
  readonly leavesHalfCopies: boolean;
  /** More capabilities than UIDPLUS and MULTIAPPEND. */
  readonly capabilities: readonly string[];
  /** What the server makes of a body on storing. */
  readonly store: (body: Buffer) => Buffer;
  readonly quotaBytes: number | null;
  readonly namespace: AccountFacts['namespace'];
  /** Above so many octets a message is handed over in pieces. */
  readonly largeBytes: number;
  /** RFC822.SIZE of a body: as the server counts. */
  readonly sizeOf: (body: Buffer) => number;
}

/** Called around every command; throwing in `before` means it never reached the server, in `after` that its answer got lost. */
export type StepHook = (name: string, when: 'before' | 'after') => void;

const plainRules: MemoryRules = {
  uidPlus: true,
  multiAppend: true,
  maxConnections: 20,
  refuse: () => null,
  refuseCopy: () => null,
  leavesHalfCopies: false,
  capabilities: [],
  store: (body) => body,
  quotaBytes: null,
  namespace: { prefix: '', delimiter: '/' },
  largeBytes: LARGE_BYTES,
  sizeOf: (body) => body.length,
};

/** A mail account in memory: both ports of the engine over arrays, with a hook at every step. */
export class MemoryMail {
  readonly mailboxes = new Map<string, MemoryMailbox>();
  rules: MemoryRules;
  onStep: StepHook = () => {};
  /** While set, an APPEND is stored only when {@link finishLate} is called, as by a server that is still busy with it. */
  late: (() => void)[] | null = null;
  connections = 0;
  readonly commands: string[] = [];
  /** Every body a client has read, in order. */
  readonly bodiesRead: Buffer[] = [];

  constructor(rules: Partial<MemoryRules> = {}) {
    this.rules = { ...plainRules, ...rules };
    this.make('INBOX');
  }

  make(name: string): MemoryMailbox {
    const mailbox: MemoryMailbox = {
      uidValidity: 1_000 + this.mailboxes.size,
      uidNext: 1,
      subscribed: false,
      messages: [],
      permanentFlags: ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft', '\\*'],
      attributes: [],
      highestModseq: null,
    };
    this.mailboxes.set(name, mailbox);
    return mailbox;
  }

  /** Puts a message in directly. */
  put(name: string, message: Partial<Omit<MemoryMessage, 'uid' | 'body'>> & { body: Buffer | string }): void {
    const mailbox = this.mailboxes.get(name) ?? this.make(name);
    mailbox.messages.push({
      uid: mailbox.uidNext++,
      flags: message.flags ?? [],
      internalDate: message.internalDate ?? '17-Jul-1996 02:44:25 -0700',
      body: Buffer.from(message.body),
    });
  }

  finishLate(): void {
    const late = this.late ?? [];
    this.late = null;
    for (const store of late) store();
  }

  account(): MailAccount<DestinationSession> {
    return {
      connect: async () => {
        this.onStep('connect', 'before');
        if (this.connections >= this.rules.maxConnections) {
          throw new MailError({ kind: 'too-many-connections', when: 'later', wide: 'account', outcome: 'refused' });
        }
        this.connections++;
        this.onStep('connect', 'after');
        return new MemorySession(this);
      },
    };
  }

  mailbox(name: string): MemoryMailbox {
    const mailbox = this.mailboxes.get(name);
    if (!mailbox) throw new MailError({ kind: 'no-such-mailbox', when: 'never', wide: 'mailbox', outcome: 'refused' });
    return mailbox;
  }

  list(): ListedMailbox[] {
    return [...this.mailboxes].map(([name, mailbox]) => ({
      name,
      delimiter: this.rules.namespace.delimiter,
      attributes: mailbox.attributes,
      subscribed: mailbox.subscribed,
      status: {
        messages: mailbox.messages.length,
        uidNext: mailbox.uidNext,
        uidValidity: mailbox.uidValidity,
        size: mailbox.messages.reduce((sum, { body }) => sum + body.length, 0),
        highestModseq: mailbox.highestModseq,
      },
    }));
  }
}
