import type { Clock } from '../../../main/engine/ports.ts';
import type { ScriptedConnection, ServerScript } from '../../../main/practice/imap-server/server-script.ts';

/** How long sessions may become, and how they end. */
export interface SessionEnd {
  readonly clock: Pick<Clock, 'now'> & { skip(ms: number): void };
  /** A session of this age is ended wherever it is. */
  readonly ms: number;
  /** How long a byte takes, by that clock, in either direction. */
  readonly msPerByte: number;
  /** Said where a response could stand; null: the connection is cut in the middle of a message. */
  readonly bye: string | null;
}

/**
 * (1) Sessions with OAuth end about when the token does, usually after an hour, and the server closes. Time goes by what travels, so that
 * sessions end in the middle of long FETCHes and APPENDs.
 */
export class SessionEnds {
  /** Where sessions were ended. */
  readonly ended: ('fetching' | 'appending')[] = [];
  readonly #options: SessionEnd;
  readonly #born = new Map<number, number>();
  readonly #received = new Map<number, number>();

  constructor(options: SessionEnd) {
    this.#options = options;
  }

  script(): ServerScript {
    return {
      connected: ({ id }) => {
        this.#born.set(id, this.#options.clock.now());
      },
      received: (connection) => this.#onReceived(connection),
      write: (connection, part, send) => this.#write(connection, part, send),
    };
  }

  #isOver({ id }: ScriptedConnection): boolean {
    const { clock, ms } = this.#options;
    return clock.now() - (this.#born.get(id) ?? 0) >= ms;
  }

  #onReceived(connection: ScriptedConnection): void {
    const { clock, msPerByte, bye } = this.#options;
    const bytes = connection.bytesReceived - (this.#received.get(connection.id) ?? 0);
    this.#received.set(connection.id, connection.bytesReceived);
    clock.skip(bytes * msPerByte);
    // Only where there is much to come.
    if (bytes < 1_000 || !this.#isOver(connection) || connection.wasCut) return;
    this.ended.push('appending');
    if (bye === null) connection.cut();
    else void connection.send(`* BYE ${bye}\r\n`).finally(() => connection.cut());
  }

  async #write(connection: ScriptedConnection, part: Buffer, send: (bytes: Buffer) => Promise<void>): Promise<void> {
    const { clock, msPerByte, bye } = this.#options;
    clock.skip(part.length * msPerByte);
    const next = part.indexOf(')\r\n* ', Math.floor(part.length / 2), 'latin1');
    if (part.length < 1_000 || next < 0 || !this.#isOver(connection)) return send(part);
    this.ended.push('fetching');
    // In the middle of a message, or between two.
    await send(bye === null ? part.subarray(0, next - 200) : part.subarray(0, next + ')\r\n'.length));
    if (bye !== null) await send(Buffer.from(`* BYE ${bye}\r\n`));
    connection.cut();
  }
}
