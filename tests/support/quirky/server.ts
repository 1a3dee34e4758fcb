import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { IssuedCertificate } from '../../../main/practice/certificate.ts';
import { QuirkyMailbox, sameName } from './mailbox.ts';
import type { Quirk } from './quirk.ts';
import { Session } from './session.ts';

/** What a server is made of. */
export interface ServerOptions {
  /** For the log: `source` or `destination`. */
  readonly title: string;
  readonly certificate: IssuedCertificate;
  readonly capabilities: readonly string[];
  readonly quirks: readonly Quirk[];
  /** Milliseconds since 1970, for what happens later. */
  readonly now: () => number;
}

const LONGEST_LINE = 180;

/**
 * An IMAP server of the tests' own (RFC 3501, RFC 9051), which shares no code with the product. It keeps its mail in memory, logs every
 * line, never waits, and misbehaves as its quirks say.
 */
export class QuirkyServer {
  readonly user = 'someone@example.org';
  readonly password = 'secret';
  readonly delimiter = '/';
  readonly quirks: readonly Quirk[];
  readonly capabilities: readonly string[];
  mailboxes: readonly QuirkyMailbox[] = [];
  /** Every line, in both directions. */
  readonly log: string[] = [];
  /** Commands that arrived. */
  commands = 0;
  /** Those of them that change something, or could, in order. */
  readonly writes: string[] = [];
  /** Told of each command that arrives. */
  onCommand: () => void = () => undefined;
  /** What went wrong in the server itself. */
  readonly faults: unknown[] = [];
  readonly now: () => number;
  readonly #title: string;
  readonly #sockets = new Set<TLSSocket>();
  readonly #server: ReturnType<typeof createServer>;
  #sessions = 0;
  #uidValidity = 1_000;
  #late: { readonly due: number; readonly work: () => void }[] = [];

  constructor({ title, certificate, capabilities, quirks, now }: ServerOptions) {
    this.#title = title;
    this.quirks = quirks;
    this.now = now;
    this.capabilities = quirks.reduce((offered, quirk) => quirk.capabilities?.(offered) ?? offered, capabilities);
    this.make('INBOX');
    this.#server = createServer({ cert: certificate.certPem, key: certificate.keyPem, noDelay: true }, (socket) =>
      this.#serve(socket),
    );
    this.#server.on('tlsClientError', () => undefined);
  }

  /** Resolves to the port on 127.0.0.1. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Ends all connections, as if the clients had died. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  find(name: string): QuirkyMailbox | null {
    return this.mailboxes.find((mailbox) => sameName(mailbox.name, name)) ?? null;
  }

  make(name: string, attributes: readonly string[] = [], firstUid = 1): QuirkyMailbox {
    this.#uidValidity += 7;
    const mailbox = new QuirkyMailbox({ name, attributes, firstUid, uidValidity: this.#uidValidity });
    this.mailboxes = [...this.mailboxes, mailbox];
    return mailbox;
  }

  remove(gone: QuirkyMailbox): void {
    this.mailboxes = this.mailboxes.filter((mailbox) => mailbox !== gone);
  }

  /** Does something when the clock says so, as soon as anybody could notice. */
  later(ms: number, work: () => void): void {
    this.#late.push({ due: this.now() + ms, work });
  }

  /** Does what is due. */
  catchUp(): void {
    const now = this.now();
    this.#finish(({ due }) => due <= now);
  }

  /** Does what is left to do, whenever it is due. */
  finishLate(): void {
    this.#finish(() => true);
  }

  note(session: number, line: string): void {
    const shown = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
    this.log.push(`${this.#title} ${String(session)} ${shown}`);
  }

  #finish(isDue: (late: { readonly due: number }) => boolean): void {
    const due = this.#late.filter(isDue);
    this.#late = this.#late.filter((late) => !due.includes(late));
    for (const { work } of due) work();
  }

  #serve(socket: TLSSocket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    this.#sessions += 1;
    new Session(this, socket, this.#sessions).serve().catch((fault: unknown) => {
      this.faults.push(fault);
      socket.destroy();
    });
  }
}
