import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

/** What passed a delay proxy. */
export interface DelayProxyCounters {
  readonly connections: number;
  readonly bytesToServer: number;
  readonly bytesToClient: number;
  /**
   * Times a client spoke after the line had been silent: how often it had waited for an answer before it went on.
   * TLS's own turns are in it. A rough number, since pipelining hides some.
   */
  readonly waits: number;
}

/** What the process tells its parent. */
export interface DelayProxyReply {
  readonly port: number;
  readonly counters: DelayProxyCounters;
}

/** Bytes held back per direction before the sender has to wait: above any window a real network would have. */
const mostHeld = 64 << 20;

interface Held {
  readonly due: number;
  readonly chunk: Buffer | null;
}

/** One direction of one connection. */
class Lane {
  held = 0;
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #delay: number;
  /** Nothing arrives before: the handshake takes its time too. */
  readonly #notBefore: number;
  #queue: Held[] = [];
  #timer: NodeJS.Timeout | null = null;
  #blocked = false;

  constructor(from: Socket, to: Socket, timing: { readonly delay: number; readonly notBefore: number }) {
    this.#from = from;
    this.#to = to;
    this.#delay = timing.delay;
    this.#notBefore = timing.notBefore;
    from.on('end', () => this.#hold(null));
    to.on('drain', () => {
      this.#blocked = false;
      this.#release();
    });
  }

  take(chunk: Buffer): void {
    this.held += chunk.length;
    if (this.held > mostHeld) this.#from.pause();
    this.#hold(chunk);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#queue = [];
  }

  #hold(chunk: Buffer | null): void {
    this.#queue.push({ due: Math.max(performance.now() + this.#delay, this.#notBefore), chunk });
    if (this.#queue.length === 1) this.#release();
  }

  #release(): void {
    if (this.#blocked) return;
    const now = performance.now();
    let count = 0;
    for (const { due, chunk } of this.#queue) {
      if (due > now || this.#blocked) break;
      count++;
      if (chunk === null) this.#to.end();
      else {
        this.held -= chunk.length;
        this.#blocked = !this.#to.write(chunk);
      }
    }
    if (count > 0) this.#queue.splice(0, count);
    if (this.held < mostHeld / 2) this.#from.resume();
    this.#wake(now);
  }

  #wake(now: number): void {
    const next = this.#queue[0];
    if (!next || this.#blocked || this.#timer) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#release();
      },
      Math.max(0, next.due - now),
    );
  }
}

const [, , targetPort = '0', rtt = '0'] = process.argv;
const delay = Number(rtt) / 2;
const counters = { connections: 0, bytesToServer: 0, bytesToClient: 0, waits: 0 };

const server = createServer({ allowHalfOpen: true }, (client) => {
  counters.connections++;
  const upstream = connect({ host: '127.0.0.1', port: Number(targetPort), allowHalfOpen: true });
  client.setNoDelay(true);
  upstream.setNoDelay(true);
  const opened = performance.now();
  const up = new Lane(client, upstream, { delay, notBefore: opened + 3 * delay });
  const down = new Lane(upstream, client, { delay, notBefore: opened + 4 * delay });
  let answered = true;
  client.on('data', (chunk: Buffer) => {
    if (answered && up.held === 0 && down.held === 0) counters.waits++;
    answered = false;
    counters.bytesToServer += chunk.length;
    up.take(chunk);
  });
  upstream.on('data', (chunk: Buffer) => {
    answered = true;
    counters.bytesToClient += chunk.length;
    down.take(chunk);
  });
  for (const [socket, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      if (socket.errored) other.destroy();
      if (client.destroyed && upstream.destroyed) [up, down].forEach((lane) => lane.stop());
    });
  }
});

const reply = (): void => {
  const port = (server.address() as AddressInfo).port;
  process.send?.({ port, counters } satisfies DelayProxyReply);
};
process.on('message', reply);
process.on('disconnect', () => process.exit(0));
// A Ctrl-C in the terminal reaches the whole group; the parent decides when we end.
process.on('SIGINT', () => undefined);
server.listen(0, '127.0.0.1', reply);
