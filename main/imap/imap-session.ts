import type {
  AppendReceipt,
  CopyReceipt,
  DestinationSession,
  IndexedMessage,
  IndexWish,
  MailSession,
  OpenMailbox,
  OpenSink,
  OutgoingMessage,
  OutgoingStream,
} from '../engine/ports.ts';
import type { MailError } from '../engine/mail-error.ts';
import type { AccountFacts, MailboxRole } from '../../shared/model/mailbox.ts';
import type { Protection } from '../../shared/model/protection.ts';
import { addFlags } from './add-flags.ts';
import { appendLarge, appendMessages, maxBatchMessages } from './append-messages.ts';
import type { Connection } from './connection.ts';
import { copyMessages } from './copy-messages.ts';
import { countSince } from './count-since.ts';
import { createMailbox } from './create-mailbox.ts';
import { fetchBodies, fetchInParts, type OnBody } from './fetch-bodies.ts';
import { fetchIndex } from './fetch-index.ts';
import type { NameValue } from './imapflow-internals.ts';
import { inspectAccount } from './inspect-account.ts';
import type { MailboxNames } from './mailbox-names.ts';
import { openMailbox } from './open-mailbox.ts';
import { prepareMailbox, subscribeMailbox, type PreparationWish } from './prepare-mailbox.ts';

/** What a session needs beside its connection. */
export interface SessionOptions {
  /** Shared by all sessions of an account. */
  readonly names: MailboxNames;
  /** Whether UTF8=ACCEPT was enabled on this connection (RFC 9755). */
  readonly utf8: boolean;
}

/** The reading part; a source session has nothing else. */
export class ImapSession implements MailSession {
  readonly capabilities: ReadonlySet<string>;
  protected readonly connection: Connection;
  readonly #options: SessionOptions;

  constructor(connection: Connection, options: SessionOptions) {
    this.connection = connection;
    this.capabilities = connection.capabilities;
    this.#options = options;
  }

  traffic(): { readonly received: number; readonly sent: number } {
    return this.connection.traffic();
  }

  protection(): Protection {
    return this.connection.protection;
  }

  async ping(): Promise<number> {
    const began = performance.now();
    await this.connection.run('NOOP', [], { occasion: 'OPEN' });
    return performance.now() - began;
  }

  inspect(): Promise<AccountFacts> {
    return inspectAccount(this.connection, this.#options.names, this.#options);
  }

  async open(mailbox: string): Promise<OpenMailbox> {
    return openMailbox(this.connection, this.argument(mailbox));
  }

  async countSince(since: number): Promise<number | null> {
    return countSince(this.connection, since);
  }

  async fetchIndex(
    uids: string,
    wish: boolean | IndexWish,
    onMessage: (message: IndexedMessage) => void | Promise<void>,
  ): Promise<void> {
    const asked = typeof wish === 'boolean' ? { identity: wish, labels: false } : wish;
    return fetchIndex(this.connection, uids, { ...asked, names: this.#options.names }, onMessage);
  }

  async fetchBodies(uids: string, onMessage: OnBody, onLarge: OpenSink): Promise<void> {
    return fetchBodies(this.connection, uids, { onMessage, onLarge });
  }

  async fetchInParts(uid: number, onMessage: OnBody, onLarge: OpenSink): Promise<boolean> {
    return fetchInParts(this.connection, uid, { onMessage, onLarge });
  }

  takePlea(): MailError | null {
    return this.connection.takePlea();
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  destroy(): void {
    this.connection.destroy();
  }

  /** A mailbox name as the server knows it. */
  protected argument(mailbox: string): NameValue {
    return this.#options.names.argument(mailbox, this.#options.utf8);
  }
}

/** With the verbs that write. */
export class ImapDestinationSession extends ImapSession implements DestinationSession {
  get maxBatchMessages(): number {
    return maxBatchMessages(this.capabilities);
  }

  async prepare(mailbox: string, wish: PreparationWish): Promise<OpenMailbox> {
    return prepareMailbox(this.connection, this.argument(mailbox), wish);
  }

  async create(mailbox: string, role: MailboxRole | null): Promise<void> {
    return createMailbox(this.connection, this.argument(mailbox), role);
  }

  async subscribe(mailbox: string): Promise<void> {
    return subscribeMailbox(this.connection, this.argument(mailbox));
  }

  async remove(mailbox: string): Promise<void> {
    await this.connection.run('DELETE', [this.argument(mailbox)], { occasion: 'DELETE' });
  }

  async append(mailbox: string, batch: readonly OutgoingMessage[]): Promise<AppendReceipt | null> {
    return appendMessages(this.connection, this.argument(mailbox), batch);
  }

  async appendLarge(mailbox: string, message: OutgoingStream): Promise<AppendReceipt | null> {
    return appendLarge(this.connection, this.argument(mailbox), message);
  }

  async copy(uids: readonly number[], to: string): Promise<CopyReceipt | null> {
    return copyMessages(this.connection, uids, this.argument(to));
  }

  async addFlags(uids: readonly number[], flags: readonly string[]): Promise<void> {
    return addFlags(this.connection, uids, flags);
  }
}
