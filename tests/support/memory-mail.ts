import type { AccountFacts, ListedMailbox } from '../../shared/model/mailbox.ts';
import { MailError, type MailErrorFacts } from '../../main/engine/mail-error.ts';
import type {
  AppendReceipt,
  DestinationSession,
  IndexedMessage,
  MailAccount,
  OpenMailbox,
  OutgoingMessage,
} from '../../main/engine/ports.ts';

/** A message in memory. */
export interface MemoryMessage {
  readonly uid: number;
  readonly flags: readonly string[];
  readonly internalDate: string;
  readonly body: Buffer;
}

export interface MemoryMailbox {
  uidValidity: number;
  uidNext: number;
  subscribed: boolean;
  messages: MemoryMessage[];
  permanentFlags: readonly string[];
}

/** What a server in memory can and refuses to do. */
export interface MemoryRules {
  readonly uidPlus: boolean;
  readonly multiAppend: boolean;
  readonly maxConnections: number;
  /** Facts of the refusal, or null to take the message. */
  readonly refuse: (message: OutgoingMessage, mailbox: string) => MailErrorFacts | null;
  /** What the server makes of a body on storing. */
  readonly store: (body: Buffer) => Buffer;
  readonly quotaBytes: number | null;
}

/** Called around every command; throwing in `before` means it never reached the server, in `after` that its answer got lost. */
export type StepHook = (name: string, when: 'before' | 'after') => void;

const plainRules: MemoryRules = {
  uidPlus: true,
  multiAppend: true,
  maxConnections: 20,
  refuse: () => null,
  store: (body) => body,
  quotaBytes: null,
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
      delimiter: '/',
      attributes: [],
      subscribed: mailbox.subscribed,
      status: {
        messages: mailbox.messages.length,
        uidNext: mailbox.uidNext,
        uidValidity: mailbox.uidValidity,
        size: mailbox.messages.reduce((sum, { body }) => sum + body.length, 0),
        highestModseq: null,
      },
    }));
  }
}

class MemorySession implements DestinationSession {
  readonly capabilities: ReadonlySet<string>;
  readonly maxBatchMessages: number;
  readonly #server: MemoryMail;
  #open: MemoryMailbox | null = null;
  #alive = true;
  #received = 0;
  #sent = 0;

  constructor(server: MemoryMail) {
    this.#server = server;
    const { uidPlus, multiAppend } = server.rules;
    this.capabilities = new Set([...(uidPlus ? ['UIDPLUS'] : []), ...(multiAppend ? ['MULTIAPPEND'] : [])]);
    this.maxBatchMessages = multiAppend ? Number.POSITIVE_INFINITY : 1;
  }

  traffic(): { received: number; sent: number } {
    return { received: this.#received, sent: this.#sent };
  }

  protection(): null {
    return null;
  }

  ping(): Promise<number> {
    return this.#command('ping', () => 0);
  }

  inspect(): Promise<AccountFacts> {
    return this.#command('inspect', () => ({
      capabilities: this.capabilities,
      serverName: 'memory',
      namespace: { prefix: '', delimiter: '/' },
      mailboxes: this.#server.list(),
      quota: null,
      appendLimit: null,
    }));
  }

  open(name: string): Promise<OpenMailbox> {
    return this.#command('open', () => {
      const mailbox = this.#server.mailbox(name);
      this.#open = mailbox;
      const { uidValidity, uidNext, permanentFlags } = mailbox;
      return { uidValidity, uidNext, exists: mailbox.messages.length, highestModseq: null, permanentFlags };
    });
  }

  async fetchIndex(
    uids: string,
    identity: boolean,
    onMessage: (message: IndexedMessage) => void | Promise<void>,
  ): Promise<void> {
    const found = await this.#command('fetchIndex', () => this.#select(uids));
    for (const { uid, flags, internalDate, body } of found) {
      await onMessage({ uid, flags, internalDate, size: body.length, ...(identity && { identity: headerOf(body) }) });
    }
  }

  async fetchBodies(uids: string, onMessage: (uid: number, body: Buffer) => void | Promise<void>): Promise<void> {
    const found = await this.#command('fetchBodies', () => this.#select(uids));
    for (const { uid, body } of found) {
      this.#server.onStep('body', 'before');
      this.#received += body.length;
      await onMessage(uid, body);
      this.#checkAlive();
    }
  }

  async prepare(name: string, wish: { create: boolean; subscribe: boolean }): Promise<OpenMailbox> {
    if (wish.create && !this.#server.mailboxes.has(name)) await this.create(name);
    if (wish.subscribe) await this.subscribe(name);
    return this.open(name);
  }

  create(name: string): Promise<void> {
    return this.#command('create', () => {
      if (this.#server.mailboxes.has(name)) {
        throw new MailError({ kind: 'already-exists', when: 'never', wide: 'mailbox', outcome: 'refused' });
      }
      this.#server.make(name);
    });
  }

  subscribe(name: string): Promise<void> {
    return this.#command('subscribe', () => {
      this.#server.mailbox(name).subscribed = true;
    });
  }

  remove(name: string): Promise<void> {
    return this.#command('remove', () => {
      this.#server.mailbox(name);
      this.#server.mailboxes.delete(name);
    });
  }

  append(name: string, batch: readonly OutgoingMessage[]): Promise<AppendReceipt | null> {
    return this.#command('append', () => {
      const mailbox = this.#server.mailbox(name);
      for (const message of batch) {
        const refusal = this.#server.rules.refuse(message, name);
        if (refusal) throw new MailError(refusal);
      }
      if (this.#server.late) {
        this.#server.late.push(() => void this.#store(mailbox, batch));
        throw lost();
      }
      const uids = this.#store(mailbox, batch);
      return this.#server.rules.uidPlus ? { uidValidity: mailbox.uidValidity, uids } : null;
    });
  }

  async close(): Promise<void> {
    this.destroy();
    await Promise.resolve();
  }

  destroy(): void {
    if (this.#alive) this.#server.connections--;
    this.#alive = false;
  }

  #store(mailbox: MemoryMailbox, batch: readonly OutgoingMessage[]): number[] {
    return batch.map(({ flags, internalDate, body }) => {
      const uid = mailbox.uidNext++;
      this.#sent += body.length;
      mailbox.messages.push({ uid, flags, internalDate, body: this.#server.rules.store(Buffer.from(body)) });
      return uid;
    });
  }

  async #command<Result>(name: string, run: () => Result): Promise<Result> {
    await Promise.resolve();
    this.#checkAlive();
    this.#server.commands.push(name);
    this.#server.onStep(name, 'before');
    const result = run();
    this.#server.onStep(name, 'after');
    return result;
  }

  #checkAlive(): void {
    if (!this.#alive) throw lost();
  }

  #select(uids: string): MemoryMessage[] {
    const messages = this.#open?.messages ?? [];
    const last = messages.at(-1)?.uid ?? 0;
    const ranges = uids.split(',').map((part) => part.split(':').map((end) => (end === '*' ? last : Number(end))));
    return messages.filter(({ uid }) =>
      ranges.some(([from = 0, to = from]) => uid >= Math.min(from, to) && uid <= Math.max(from, to)),
    );
  }
}

/** The error of a connection that died: what was under way may or may not have happened. */
export function lost(): MailError {
  return new MailError({ kind: 'connection-lost', when: 'now', wide: 'account', outcome: 'unclear' });
}

function headerOf(body: Buffer): Buffer {
  const end = body.indexOf('\r\n\r\n');
  return end < 0 ? body : body.subarray(0, end + 2);
}
