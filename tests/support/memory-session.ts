import type { AccountFacts } from '../../shared/model/mailbox.ts';
import { epochOf } from '../../main/engine/internal-date.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import type {
  AppendReceipt,
  CopyReceipt,
  DestinationSession,
  IndexedMessage,
  IndexWish,
  OpenMailbox,
  OpenSink,
  OutgoingMessage,
  OutgoingStream,
} from '../../main/engine/ports.ts';
import type { MemoryMail, MemoryMailbox, MemoryMessage } from './memory-mail.ts';

/** Octets that a large message is handed over in. */
const PIECE_BYTES = 64 * 1024;

/** One connection to a {@link MemoryMail}; it may die at every step. */
export class MemorySession implements DestinationSession {
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
    this.capabilities = new Set([
      ...server.rules.capabilities,
      ...(uidPlus ? ['UIDPLUS'] : []),
      ...(multiAppend ? ['MULTIAPPEND'] : []),
    ]);
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
      namespace: this.#server.rules.namespace,
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
      return {
        uidValidity,
        uidNext,
        exists: mailbox.messages.length,
        highestModseq: mailbox.highestModseq,
        permanentFlags,
      };
    });
  }

  countSince(since: number): Promise<number> {
    const day = Math.floor(since / 86_400_000) * 86_400_000;
    return this.#command('countSince', () => {
      const messages = this.#open?.messages ?? [];
      return messages.filter(({ internalDate }) => (epochOf(internalDate) ?? 0) >= day).length;
    });
  }

  async fetchIndex(
    uids: string,
    wish: boolean | IndexWish,
    onMessage: (message: IndexedMessage) => void | Promise<void>,
  ): Promise<void> {
    const found = await this.#command('fetchIndex', () => this.#select(uids));
    const { identity, labels } = typeof wish === 'boolean' ? { identity: wish, labels: false } : wish;
    for (const { uid, flags, internalDate, body, gmail } of found) {
      const more = { ...(identity && { identity: headerOf(body) }), ...(labels && gmail && { gmail }) };
      await onMessage({ uid, flags, internalDate, size: this.#server.rules.sizeOf(body), ...more });
      this.#checkAlive();
    }
  }

  async fetchBodies(
    uids: string,
    onMessage: (uid: number, body: Buffer) => void | Promise<void>,
    onLarge: OpenSink,
  ): Promise<void> {
    const found = await this.#command('fetchBodies', () => this.#select(uids));
    for (const { uid, body } of found) {
      this.#server.onStep('body', 'before');
      this.#server.bodiesRead.push(body);
      await this.#handOver(uid, body, { onMessage, onLarge });
      this.#checkAlive();
    }
  }

  async #handOver(
    uid: number,
    body: Buffer,
    { onMessage, onLarge }: { onMessage: (uid: number, body: Buffer) => void | Promise<void>; onLarge: OpenSink },
  ): Promise<void> {
    if (body.length <= this.#server.rules.largeBytes) {
      this.#received += body.length;
      return onMessage(uid, body);
    }
    const sink = await onLarge(uid, body.length);
    try {
      const pieceBytes = Math.min(PIECE_BYTES, Math.ceil(this.#server.rules.largeBytes / 2));
      for (let at = 0; at < body.length; at += pieceBytes) {
        this.#server.onStep('piece', 'before');
        this.#checkAlive();
        const piece = body.subarray(at, at + pieceBytes);
        this.#received += piece.length;
        await sink?.write(piece);
        this.#server.onStep('piece', 'after');
      }
    } catch (error) {
      sink?.fail(error);
      throw error;
    }
    await sink?.end();
  }

  async fetchInParts(
    uid: number,
    onMessage: (uid: number, body: Buffer) => void | Promise<void>,
    onLarge: OpenSink,
  ): Promise<boolean> {
    const body = await this.#command('fetchInParts', () => this.#select(String(uid))[0]?.body);
    if (body) await this.#handOver(uid, body, { onMessage, onLarge });
    return body !== undefined;
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

  /** As a server with LITERAL+: what was sent of a message is nothing before all of it is there. */
  async appendLarge(name: string, { octets, ...message }: OutgoingStream): Promise<AppendReceipt | null> {
    await this.#command('appendLarge', () => this.#server.mailbox(name));
    const pieces: Buffer[] = [];
    for await (const piece of octets) {
      this.#server.onStep('octets', 'before');
      this.#checkAlive();
      pieces.push(Buffer.from(piece));
      this.#server.onStep('octets', 'after');
    }
    const body = Buffer.concat(pieces);
    if (body.length !== octets.length) throw new Error('more or fewer octets than were announced');
    return this.append(name, [{ ...message, body }]);
  }

  copy(uids: readonly number[], to: string): Promise<CopyReceipt | null> {
    return this.#command('copy', () => {
      const { rules } = this.#server;
      const target = this.#server.mailbox(to);
      const messages = (this.#open?.messages ?? []).filter(({ uid }) => uids.includes(uid));
      const at = messages.findIndex((message) => rules.refuseCopy(message, to) !== null);
      const refused = messages[at];
      if (refused && rules.leavesHalfCopies) this.#store(target, messages.slice(0, at));
      const facts = refused && rules.refuseCopy(refused, to);
      if (facts) throw new MailError(facts);
      if (this.#server.late) {
        this.#server.late.push(() => void this.#store(target, messages));
        throw lost();
      }
      const made = this.#store(target, messages);
      const receipt = new Map(messages.map(({ uid }, index) => [uid, made[index] ?? 0]));
      return rules.uidPlus ? { uidValidity: target.uidValidity, uids: receipt } : null;
    });
  }

  addFlags(uids: readonly number[], flags: readonly string[]): Promise<void> {
    return this.#command('addFlags', () => {
      const messages = this.#open?.messages ?? [];
      for (const message of messages.filter(({ uid }) => uids.includes(uid)))
        Object.assign(message, { flags: [...new Set([...message.flags, ...flags])] });
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
