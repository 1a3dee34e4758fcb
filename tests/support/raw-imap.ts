import { connect, type TLSSocket } from 'node:tls';
import { readMessage, type RawMessage } from './raw-imap-message.ts';
import {
  ResponseReader,
  tokenize,
  tokenText,
  tokenTexts,
  type ResponseParts,
  type Token,
} from './raw-imap-responses.ts';

/** Where and as whom the tests sign in. */
export interface RawAccount {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Authority to trust, PEM; the system's when absent. */
  readonly caPem?: string;
}

/** A mailbox as LIST shows it, the name as sent: modified UTF-7, one character per byte. */
export interface RawMailbox {
  readonly name: string;
  readonly delimiter: string | null;
  readonly attributes: readonly string[];
}

/** What SELECT or EXAMINE says. */
export interface RawSelected {
  readonly exists: number;
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly permanentFlags: readonly string[];
}

/** One message to store. */
export interface RawAppend {
  readonly bytes: Buffer;
  readonly flags?: readonly string[];
  /** INTERNALDATE, for example `01-Jan-2020 10:00:00 +0000`; the server's clock when absent. */
  readonly date?: string;
}

interface Pending {
  readonly tag: string;
  readonly onUntagged: (tokens: Token[]) => void;
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

/** NO or BAD; the message is the server's line. */
export class RawImapRefusal extends Error {}

/** A small IMAP client of the tests' own; commands may be given without waiting and are pipelined. */
export class RawImap {
  capabilities: ReadonlySet<string> = new Set();
  readonly #socket: TLSSocket;
  #pending: Pending[] = [];
  #counter = 0;
  #greeted: (() => void) | null = null;
  #onContinue: (() => void) | null = null;
  #ended: Error | null = null;
  #sending: Promise<void> = Promise.resolve();

  private constructor(socket: TLSSocket) {
    this.#socket = socket;
    const reader = new ResponseReader((parts) => this.#take(parts));
    socket.on('data', (chunk: Buffer) => reader.push(chunk));
    socket.on('error', (error) => this.#end(error));
    socket.on('close', () => this.#end(new Error('connection closed')));
  }

  /** Connects by TLS and signs in. Rejects with {@link RawImapRefusal} on a wrong password. */
  static async open(account: RawAccount): Promise<RawImap> {
    const socket = connect({ host: account.host, port: account.port, ...(account.caPem ? { ca: account.caPem } : {}) });
    const client = new RawImap(socket);
    await new Promise<void>((resolve, reject) => {
      client.#greeted = resolve;
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('connection closed before the greeting')));
    });
    try {
      await client.command(['LOGIN ', client.string(account.user), ' ', client.string(account.password)]);
    } catch (refusal) {
      socket.destroy();
      throw refusal;
    }
    await client.command('CAPABILITY', (tokens) => {
      if (tokenText(tokens[1]) === 'CAPABILITY') client.capabilities = new Set(tokens.slice(2).map(tokenText));
    });
    return client;
  }

  /** Sends one command; text as it is, Buffers as literals. Resolves to the text of its OK. */
  async command(line: string | readonly (string | Buffer)[], onUntagged?: (tokens: Token[]) => void): Promise<string> {
    if (this.#ended) throw this.#ended;
    const tag = `r${String(++this.#counter)}`;
    const done = new Promise<string>((resolve, reject) => {
      this.#pending.push({ tag, onUntagged: onUntagged ?? ((): void => undefined), resolve, reject });
    });
    // A refusal may come while literals are still on their way.
    done.catch(() => undefined);
    // One after the other, since a synchronising literal leaves a gap into which the next command must not fall.
    this.#sending = this.#sending.then(() => this.#sendAll(tag, typeof line === 'string' ? [line] : line, done));
    return done;
  }

  /** A string as quoted string, or as literal where it must be one. One character per byte. */
  string(text: string): string | Buffer {
    return /^[\x20-\x7e]*$/.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : Buffer.from(text, 'latin1');
  }

  async list(pattern = '*'): Promise<RawMailbox[]> {
    return this.#listing('LIST', pattern);
  }

  async lsub(pattern = '*'): Promise<string[]> {
    return (await this.#listing('LSUB', pattern)).map((mailbox) => mailbox.name);
  }

  /** Prefix and delimiter of the first personal namespace (RFC 2342). */
  async namespace(): Promise<{ readonly prefix: string; readonly delimiter: string | null }> {
    let found = { prefix: '', delimiter: null as string | null };
    await this.command('NAMESPACE', (tokens) => {
      const personal = Array.isArray(tokens[2]) ? tokens[2][0] : null;
      if (Array.isArray(personal))
        found = { prefix: tokenText(personal[0]), delimiter: tokenText(personal[1]) || null };
    });
    return found;
  }

  async create(name: string): Promise<void> {
    await this.command(['CREATE ', this.string(name)]);
  }

  async subscribe(name: string): Promise<void> {
    await this.command(['SUBSCRIBE ', this.string(name)]);
  }

  async select(name: string): Promise<RawSelected> {
    return this.#open('SELECT', name);
  }

  async examine(name: string): Promise<RawSelected> {
    return this.#open('EXAMINE', name);
  }

  /** STATUS items as numbers, for example `status('INBOX', 'MESSAGES UIDNEXT')`. */
  async status(name: string, items: string): Promise<Record<string, number>> {
    const result: Record<string, number> = {};
    await this.command(['STATUS ', this.string(name), ` (${items})`], (tokens) => {
      const values = tokenText(tokens[1]) === 'STATUS' ? tokenTexts(tokens[3]) : [];
      for (let at = 0; at + 1 < values.length; at += 2) result[values[at] ?? ''] = Number(values[at + 1]);
    });
    return result;
  }

  /** Every message of the open mailbox in sequence order, one at a time. */
  async fetchAll(onMessage: (message: RawMessage) => void): Promise<void> {
    await this.command('FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])', (tokens) => {
      if (tokenText(tokens[2]) === 'FETCH') onMessage(readMessage(tokens[3]));
    });
  }

  /** Stores messages by one APPEND; more than one needs MULTIAPPEND (RFC 3502). Resolves to the text of the OK. */
  async append(name: string, ...messages: readonly RawAppend[]): Promise<string> {
    const parts: (string | Buffer)[] = ['APPEND ', this.string(name)];
    for (const { flags, date, bytes } of messages) {
      parts.push(` ${flags ? `(${flags.join(' ')}) ` : ''}${date === undefined ? '' : `"${date}" `}`, bytes);
    }
    return this.command(parts);
  }

  async logout(): Promise<void> {
    await this.command('LOGOUT').catch(() => undefined);
    this.#socket.destroy();
  }

  async #listing(verb: 'LIST' | 'LSUB', pattern: string): Promise<RawMailbox[]> {
    const found: RawMailbox[] = [];
    await this.command(`${verb} "" "${pattern}"`, (tokens) => {
      if (tokenText(tokens[1]) !== verb) return;
      const [attributes, delimiter, name] = tokens.slice(2);
      found.push({
        attributes: tokenTexts(attributes),
        delimiter: delimiter === null ? null : tokenText(delimiter),
        name: tokenText(name),
      });
    });
    return found;
  }

  async #open(verb: 'SELECT' | 'EXAMINE', name: string): Promise<RawSelected> {
    const seen = { exists: 0, uidValidity: 0, uidNext: 0, permanentFlags: [] as string[] };
    await this.command([`${verb} `, this.string(name)], (tokens) => {
      if (tokenText(tokens[2]) === 'EXISTS') seen.exists = Number(tokenText(tokens[1]));
      const code = tokenText(tokens[2]);
      const number = (key: string): number => Number(new RegExp(`^\\[${key} (\\d+)`).exec(code)?.[1] ?? 0);
      seen.uidValidity ||= number('UIDVALIDITY');
      seen.uidNext ||= number('UIDNEXT');
      const flags = /^\[PERMANENTFLAGS \(([^)]*)\)/.exec(code)?.[1];
      if (flags !== undefined) seen.permanentFlags = flags.split(' ').filter(Boolean);
    });
    return seen;
  }

  async #sendAll(tag: string, parts: readonly (string | Buffer)[], done: Promise<unknown>): Promise<void> {
    if (this.#ended) return;
    this.#socket.cork();
    this.#socket.write(`${tag} `);
    try {
      for (const part of parts) await this.#send(part, done);
      this.#socket.write('\r\n');
    } catch {
      // Refused before its literal was invited: the command is over.
    }
    this.#socket.uncork();
  }

  async #send(part: string | Buffer, done: Promise<unknown>): Promise<void> {
    if (typeof part === 'string') {
      this.#socket.write(part);
    } else if (this.capabilities.has('LITERAL+')) {
      this.#socket.write(`{${String(part.length)}+}\r\n`);
      this.#socket.write(part);
    } else {
      const go = new Promise<void>((resolve) => (this.#onContinue = resolve));
      this.#socket.write(`{${String(part.length)}}\r\n`);
      this.#socket.uncork();
      // Whichever comes first: the invitation, or the refusal that ends the command.
      await Promise.race([go, done]);
      this.#socket.write(part);
    }
  }

  #take(parts: ResponseParts): void {
    const line = parts[0]?.toString('latin1') ?? '';
    if (this.#greeted) {
      this.#greeted();
      this.#greeted = null;
    } else if (line.startsWith('+')) this.#onContinue?.();
    else if (line.startsWith('* ')) this.#pending[0]?.onUntagged(tokenize(parts));
    else this.#finish(line);
  }

  #finish(line: string): void {
    const space = line.indexOf(' ');
    const at = this.#pending.findIndex((pending) => pending.tag === line.slice(0, space));
    const [pending] = at < 0 ? [] : this.#pending.splice(at, 1);
    const text = line.slice(space + 1);
    if (/^OK\b/i.test(text)) pending?.resolve(text);
    else pending?.reject(new RawImapRefusal(text));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const pending of this.#pending) pending.reject(this.#ended);
    this.#pending = [];
  }
}
