import { MailError } from '../engine/mail-error.ts';
import type { Side } from '../../shared/model/problem.ts';
import type { Protection } from '../../shared/model/protection.ts';
import type { Occasion } from './answer-table.ts';
import type { CommandValue, ParsedResponse, UntaggedHandler } from './imapflow-internals.ts';
import { textOf } from './response-values.ts';
import { readAnswer, RefusedCommand, type ServerAnswer } from './server-answer.ts';
import { translateAnswer, translateError } from './translate-error.ts';
import { watchProgress, type Watch } from './watch-progress.ts';
import type { Wire } from './wire.ts';

/** How a command is run. */
export interface RunOptions {
  readonly occasion: Occasion;
  /** By the name of the untagged response. What a handler throws ends the connection and is thrown by `run`. */
  readonly untagged?: Readonly<Record<string, UntaggedHandler>>;
  /** See {@link Wire.request}. */
  readonly before?: readonly string[];
}

/** An authenticated connection that runs one command at a time and rejects with {@link MailError} only, or what a handler threw. */
export class Connection {
  readonly capabilities: ReadonlySet<string>;
  readonly side: Side;
  readonly protection: Protection;
  readonly #wire: Wire;
  readonly #silenceMs: number;
  #running = 0;
  /** Kept because imapflow drops its own when the connection ends. */
  readonly #streamer: Wire['streamer'];

  constructor(wire: Wire, side: Side, protection: Protection, silenceMs: number) {
    this.#wire = wire;
    this.side = side;
    this.protection = protection;
    this.#silenceMs = silenceMs;
    this.#streamer = wire.streamer;
    this.capabilities = new Set((wire.rawCapabilities ?? []).map((value) => (textOf(value) ?? '').toUpperCase()));
  }

  get isOpen(): boolean {
    return !this.#wire.isClosed;
  }

  traffic(): { readonly received: number; readonly sent: number } {
    return { received: this.#streamer.readBytesCounter, sent: this.#wire.outbox.flushed };
  }

  /** Sends one command and waits for its tagged response. Returns the OK; rejects with a MailError for everything else. */
  async run(command: string, values: readonly CommandValue[], options: RunOptions): Promise<ServerAnswer> {
    const acceptedBefore = this.#wire.outbox.accepted;
    const watch = this.#watch();
    const thrown: unknown[] = [];
    const untagged = this.#guard(options.untagged ?? {}, watch, thrown);
    this.#running += 1;
    try {
      const { response, next } = await this.#wire.request(command, values, { untagged }, options.before ?? []);
      next();
      if (thrown.length > 0) throw thrown[0];
      return readAnswer(response);
    } catch (error) {
      if (thrown.length > 0) throw thrown[0];
      throw this.#translate(error, options.occasion, this.#wire.outbox.accepted > acceptedBefore);
    } finally {
      this.#running -= 1;
      watch.stop();
    }
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

  #watch(): Watch {
    const { outbox } = this.#wire;
    const moved = (): number => this.#streamer.readBytesCounter + outbox.flushed;
    return watchProgress(this.#silenceMs, moved, () => {
      this.#wire.failure ??= Object.assign(new Error('No answer'), { code: 'SILENCE' });
      this.#wire.close();
    });
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
    const { failure, bye } = this.#wire;
    if (error instanceof RefusedCommand) return new MailError(translateAnswer(error.answer, context));
    if (bye) return new MailError(translateAnswer(bye, context));
    return new MailError(translateError(failure ?? error, context));
  }
}
