import type { Socket } from 'node:net';
import { packets } from './packets.ts';

/** One TLS write: large enough for full speed, small enough to see progress and not to hold up the event loop. */
const PACKET_BYTES = 128 * 1024;

/**
 * What waits to be sent on one connection, in order. Handing a socket 16 MB at once would hide all progress until the last
 * byte, and a command after an early refusal must not overtake the literals the server still has to swallow (RFC 7888 4).
 */
export class Outbox {
  #waiting: Buffer[] = [];
  #sending = false;
  #accepted = 0;
  #flushed = 0;
  #listeners: (() => void)[] = [];

  /** Bytes taken over so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Bytes handed to the operating system so far. */
  get flushed(): number {
    return this.#flushed;
  }

  /** Sends `parts` after all that waits. A broken socket reports itself; what waited is then dropped. */
  push(socket: Socket, parts: readonly Buffer[]): void {
    this.#waiting.push(...parts);
    for (const part of parts) this.#accepted += part.length;
    if (!this.#sending) void this.#drain(socket);
  }

  /** Resolves when no more than so many bytes wait to be handed over; at once when the connection is broken. */
  async below(bytes: number): Promise<void> {
    while (this.#sending && this.#accepted - this.#flushed > bytes)
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
  }

  async #drain(socket: Socket): Promise<void> {
    this.#sending = true;
    try {
      while (this.#waiting.length > 0) {
        const parts = this.#waiting;
        this.#waiting = [];
        for (const packet of packets(parts, PACKET_BYTES)) await this.#send(socket, packet);
      }
    } catch {
      this.#waiting = [];
    } finally {
      this.#sending = false;
      this.#tell();
    }
  }

  #send(socket: Socket, packet: readonly Buffer[]): Promise<void> {
    const bytes = packet.reduce((sum, piece) => sum + piece.length, 0);
    return new Promise((resolve, reject) => {
      // Corked, the pieces leave as one TLS record sequence and are not joined in our memory first.
      socket.cork();
      for (const piece of packet.slice(0, -1)) socket.write(piece);
      socket.write(packet.at(-1) ?? Buffer.alloc(0), (error) => {
        if (error) return reject(error);
        this.#flushed += bytes;
        this.#tell();
        resolve();
      });
      socket.uncork();
    });
  }

  #tell(): void {
    for (const resolve of this.#listeners.splice(0)) resolve();
  }
}
