import { MailError } from '../engine/mail-error.ts';
import type { Side } from '../../shared/model/problem.ts';
import type { Protection } from '../../shared/model/protection.ts';
import type { Occasion } from './answer-table.ts';
import type { CommandValue, ParsedResponse, UntaggedHandler } from './imapflow-internals.ts';
import { readServerName, whoWeAre } from './say-who-we-are.ts';
import { textOf } from './response-values.ts';
import { readAnswer, RefusedCommand, type ServerAnswer } from './server-answer.ts';
import { translateAnswer, translateError } from './translate-error.ts';
import { watchProgress, type Watch } from './watch-progress.ts';
import type { Wire } from './wire.ts';

/** How long to wait after `* BAD`, which answers no command in particular: servers that lost the tag send nothing more. Milliseconds. */
const AFTER_BAD_MS = 10_000;

/** How a command is run. */
export interface RunOptions {
  readonly occasion: Occasion;
  /** By the name of the untagged response. What a handler throws ends the connection and is thrown by `run`. */
  readonly untagged?: Readonly<Record<string, UntaggedHandler>>;
  /** See {@link Wire.request}. */
  readonly before?: readonly string[];
}

/** What is known of a connection when it is made. */
export interface ConnectionFacts {
  readonly protection: Protection;
  /** How long a command may run without one byte in either direction; milliseconds. */
  readonly silenceMs: number;
  readonly clientVersion: string;
}

/** An authenticated connection that runs one command at a time and rejects with {@link MailError} only, or what a handler threw. */
export class Connection {
  readonly capabilities: ReadonlySet<string>;
  readonly side: Side;
  readonly protection: Protection;
  readonly #wire: Wire;
  readonly #silenceMs: number;
  #running = 0;
  /** Of a command that succeeded all the same. */
  #plea: MailError | null = null;
  /** Said with the first command; some servers let nobody open a mailbox on a connection that did not say it. */
  #introduction: readonly string[];
  #serverName: string | null = null;
  /** Whether it said `* BAD` since the last command was sent. */
  #saidBad = false;
  /** Kept because imapflow drops its own when the connection ends. */
  readonly #streamer: Wire['streamer'];

  constructor(wire: Wire, side: Side, { protection, silenceMs, clientVersion }: ConnectionFacts) {
    this.#wire = wire;
    this.side = side;
    this.protection = protection;
    this.#silenceMs = silenceMs;
    this.#introduction = wire.offersId ? [whoWeAre(clientVersion)] : [];
    this.#streamer = wire.streamer;
    this.capabilities = new Set((wire.rawCapabilities ?? []).map((value) => (textOf(value) ?? '').toUpperCase()));
  }

  get isOpen(): boolean {
    return !this.#wire.isClosed;
  }

  /** Name and version by ID (RFC 2971), for people to read; null until the first command was answered, or when the server keeps silent. */
  get serverName(): string | null {
    return this.#serverName;
  }

  traffic(): { readonly received: number; readonly sent: number } {
    return { received: this.#streamer.readBytesCounter, sent: this.#wire.outbox.flushed };
  }

  /** Sends one command and waits for its tagged response. Returns the OK; rejects with a MailError for everything else. */
  async run(command: string, values: readonly CommandValue[], options: RunOptions): Promise<ServerAnswer> {
    const acceptedBefore = this.#wire.outbox.accepted;
    const watch = this.#watch();
    const thrown: unknown[] = [];
    const untagged = this.#guard({ ...options.untagged, ...this.#always(watch) }, watch, thrown);
    const before = [...this.#introduction, ...(options.before ?? [])];
    this.#introduction = [];
    this.#saidBad = false;
    this.#running += 1;
    try {
      const { response, next } = await this.#wire.request(command, values, { untagged }, before);
      next();
      if (thrown.length > 0) throw thrown[0];
      this.#wire.remark = null;
      const answer = readAnswer(response);
      this.#listenForPlea(answer, options.occasion);
      return answer;
    } catch (error) {
      if (thrown.length > 0) throw thrown[0];
      throw this.#translate(error, options.occasion, this.#wire.outbox.accepted > acceptedBefore);
    } finally {
      this.#running -= 1;
      watch.stop();
    }
  }

  /** A wish to be left alone that came with an OK since the last time. */
  takePlea(): MailError | null {
    const plea = this.#plea;
    this.#plea = null;
    return plea;
  }

  /** Says LOGOUT without waiting for the answer, so that leaving costs no round trip; in the middle of a command just hangs up. */
  async close(): Promise<void> {
    const { socket } = this.#wire;
    if (this.#wire.isClosed || !socket || this.#running > 0) return this.destroy();
    this.#wire.request('LOGOUT', [], {}, []).catch(() => undefined);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1000);
      const finish = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#wire.once('close', finish);
      // The command is written after the compiler's awaits; then the bytes only need to reach the system.
      setImmediate(() => (this.#wire.isClosed ? finish() : socket.end(finish)));
    });
    this.#wire.close();
  }

  destroy(): void {
    this.#wire.close();
  }

  #listenForPlea(answer: ServerAnswer, occasion: Occasion): void {
    if (!/throttl|rate-?limit/i.test(answer.code ?? '') && !/throttled|backoff time/i.test(answer.text)) return;
    const facts = translateAnswer(answer, { occasion, side: this.side, written: true });
    if (facts.kind === 'throttled') this.#plea = new MailError(facts);
  }

  #watch(): Watch {
    const { outbox } = this.#wire;
    const moved = (): number => this.#streamer.readBytesCounter + outbox.flushed;
    return watchProgress(this.#silenceMs, moved, () => {
      const code = this.#saidBad ? 'UNTAGGED_BAD' : 'SILENCE';
      this.#wire.failure ??= Object.assign(new Error('No answer'), { code });
      this.#wire.close();
    });
  }

  /** What is listened to whatever the command. */
  #always(watch: Watch): Readonly<Record<string, UntaggedHandler>> {
    return {
      ID: ({ attributes }) => {
        this.#serverName = readServerName(attributes?.[0]) ?? this.#serverName;
      },
      BAD: () => {
        this.#saidBad = true;
        watch.hurry(Math.min(this.#silenceMs, AFTER_BAD_MS));
      },
    };
  }

  /** imapflow only logs what a handler throws, and goes on; we keep the first error and end the connection. */
  #guard(
    handlers: Readonly<Record<string, UntaggedHandler>>,
    watch: Watch,
    thrown: unknown[],
  ): Record<string, UntaggedHandler> {
    const guarded = Object.entries(handlers).map(([name, handler]): [string, UntaggedHandler] => [
      name,
      async (response: ParsedResponse) => {
        if (thrown.length > 0) return;
        watch.hold();
        try {
          await handler(response);
        } catch (error) {
          thrown.push(error);
          this.#wire.close();
        } finally {
          watch.release();
        }
      },
    ]);
    return Object.fromEntries(guarded);
  }

  /** The first of: the refusal itself, the server's farewell, what broke the connection, what imapflow says. */
  #translate(error: unknown, occasion: Occasion, written: boolean): MailError {
    const context = { occasion, side: this.side, written };
    const { failure, bye, remark } = this.#wire;
    const facts =
      error instanceof RefusedCommand
        ? translateAnswer(error.answer, context)
        : bye
          ? translateAnswer(bye, context)
          : translateError(failure ?? error, context);
    // What it said before it fell silent is the reason, as far as anybody knows.
    return new MailError(remark === null || facts.serverText !== undefined ? facts : { ...facts, serverText: remark });
  }
}
