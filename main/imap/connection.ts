import { MailError } from '../engine/mail-error.ts';
import type { Side } from '../../shared/model/problem.ts';
import type { Protection } from '../../shared/model/protection.ts';
import type { Occasion } from './answer-table.ts';
import type { CommandValue, ParsedResponse, StreamedLiteral, UntaggedHandler } from './imapflow-internals.ts';
import type { OpenLiteral } from './literal-tap.ts';
import { readServerName, whoWeAre } from './say-who-we-are.ts';
import { textOf } from './response-values.ts';
import { readAnswer, RefusedCommand, type ServerAnswer } from './server-answer.ts';
import { LEAST_BYTES, LEAST_WITHIN_MS } from './server-limits.ts';
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
  /** Who takes large literals of FETCH responses; what this, or a taker, throws ends the connection and is thrown by `run`. */
  readonly onLiteral?: OpenLiteral;
  /** A literal behind all values; what its octets throw ends the connection and is thrown by `run`. */
  readonly streamed?: StreamedLiteral;
  /** See {@link Wire.request}. */
  readonly before?: readonly string[];
}

/** What is ours to do while a command runs: no progress is expected of the server meanwhile, and the first error is kept. */
interface Guard {
  readonly watch: Watch;
  readonly thrown: unknown[];
}

/** What is known of a connection when it is made. */
export interface ConnectionFacts {
  readonly protection: Protection;
  /** How long a command may run without one byte in either direction; milliseconds. */
  readonly silenceMs: number;
  /** See server-limits.ts. */
  readonly leastWithinMs?: number;
  readonly clientVersion: string;
}

/** An authenticated connection that runs one command at a time and rejects with {@link MailError} only, or what a handler threw. */
export class Connection {
  readonly capabilities: ReadonlySet<string>;
  readonly side: Side;
  readonly protection: Protection;
  readonly #wire: Wire;
  readonly #silenceMs: number;
  readonly #leastWithinMs: number;
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

  constructor(wire: Wire, side: Side, facts: ConnectionFacts) {
    const { protection, silenceMs, leastWithinMs = LEAST_WITHIN_MS, clientVersion } = facts;
    this.#wire = wire;
    this.side = side;
    this.protection = protection;
    this.#silenceMs = silenceMs;
    this.#leastWithinMs = leastWithinMs;
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
    const guard = { watch, thrown };
    const untagged = this.#guardAll({ ...options.untagged, ...this.#always(watch) }, guard);
    this.#wire.onLiteral = options.onLiteral ? this.#guardLiteral(options.onLiteral, guard) : null;
    const { streamed } = options;
    const all = streamed ? [...values, { ...streamed, octets: this.#guardOctets(streamed.octets, guard) }] : values;
    const before = [...this.#introduction, ...(options.before ?? [])];
    this.#introduction = [];
    this.#saidBad = false;
    this.#running += 1;
    try {
      const { response, next } = await this.#wire.request(command, all, { untagged }, before);
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
    const progress = {
      moved: () => this.#streamer.readBytesCounter + outbox.flushed,
      silenceMs: this.#silenceMs,
      useful: () => this.#wire.incoming.useful + outbox.flushed,
      leastBytes: LEAST_BYTES,
      leastWithinMs: this.#leastWithinMs,
    };
    return watchProgress(progress, () => {
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

  #guardAll(handlers: Readonly<Record<string, UntaggedHandler>>, guard: Guard): Record<string, UntaggedHandler> {
    const guarded = Object.entries(handlers).map(([name, handler]): [string, UntaggedHandler] => [
      name,
      async (response: ParsedResponse) => {
        if (guard.thrown.length > 0) return;
        if ((await this.#guarded(guard, async () => handler(response))) === true) this.#wire.incoming.accept();
      },
    ]);
    return Object.fromEntries(guarded);
  }

  #guardLiteral(open: OpenLiteral, guard: Guard): OpenLiteral {
    return async (before, length) => {
      const take = await this.#guarded(guard, async () => open(before, length));
      if (!take) return null;
      return async (piece) => {
        await this.#guarded(guard, async () => take(piece));
      };
    };
  }

  async *#guardOctets(octets: AsyncIterable<Buffer>, guard: Guard): AsyncGenerator<Buffer, void> {
    const reader = octets[Symbol.asyncIterator]();
    try {
      for (;;) {
        // Until they come, it is not the server that is silent.
        const next = await this.#guarded(guard, async () => reader.next());
        if (!next || next.done === true) return;
        yield next.value;
      }
    } finally {
      await reader.return?.();
    }
  }

  /** imapflow only logs what a handler throws, and goes on; we keep the first error and end the connection. */
  async #guarded<Result>({ watch, thrown }: Guard, work: () => Promise<Result>): Promise<Result | null> {
    watch.hold();
    try {
      return await work();
    } catch (error) {
      thrown.push(error);
      this.#wire.close();
      return null;
    } finally {
      watch.release();
    }
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
