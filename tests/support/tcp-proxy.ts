import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** Cutting by chance, the same chance for the same seed. */
export interface RandomCuts {
  readonly seed: number;
  /** A connection is cut after a number of bytes (both directions together) between these two. */
  readonly minBytes: number;
  readonly maxBytes: number;
  /** Cuts in total; later connections live on. Default: without end. */
  readonly times?: number;
}

/** A TCP proxy on loopback that can behave as badly as a network. */
export interface TcpProxy {
  readonly port: number;
  /** Bytes passed on so far. */
  readonly bytes: { readonly toServer: number; readonly toClient: number };
  /** Connections opened so far, and open now. */
  readonly connections: { readonly opened: number; readonly open: number };
  /** Connections cut so far, by whatever rule. */
  readonly cuts: number;
  /** From now on passes on so many bytes a second in each direction, over all connections. */
  pace(bytesPerSecond: number): void;
  /** Resolves once so many more bytes went to the client. */
  passedToClient(bytes: number): Promise<void>;
  /** Ends every connection at once, without a goodbye. */
  cutAll(): void;
  /** From now on cuts connections by chance, those open now too; null ends it. */
  cutRandomly(cuts: RandomCuts | null): void;
  /** Cuts each of the next connections (and those open now) after exactly this many bytes to the server, `times` in total. */
  cutAfterBytesToServer(bytes: number, times: number): void;
  /** Refuses new connections until `accept`. */
  refuse(): void;
  accept(): void;
  /** Passes nothing on, and keeps the connections open, until `resume`. */
  stall(): void;
  /** The same once so many more bytes went to the server, in that very moment. Resolves then. */
  stallAfterBytesToServer(bytes: number): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

/** Numbers in [0, 1), mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Direction = 'toServer' | 'toClient';

/** What one connection tells its proxy. */
interface LinkEvents {
  /** @returns milliseconds to wait before more is passed on in this direction */
  onBytes(direction: Direction, count: number): number;
  onCut(): void;
  onClose(): void;
}

/** Bytes a connection may still pass on before it is cut. */
interface Budget {
  left: number;
  readonly counts: 'both' | 'to-server';
}

class Link {
  budget: Budget | null = null;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #events: LinkEvents;
  #stalled = false;

  constructor(client: Socket, server: Socket, events: LinkEvents) {
    this.#client = client;
    this.#server = server;
    this.#events = events;
    this.#forward(client, server, 'toServer');
    this.#forward(server, client, 'toClient');
    client.on('close', () => events.onClose());
  }

  cut(): void {
    if (this.#client.destroyed) return;
    this.#events.onCut();
    this.destroy();
  }

  destroy(): void {
    // A reset, not a polite FIN: what was not yet read by the other side is lost.
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  stall(stalled: boolean): void {
    this.#stalled = stalled;
    for (const socket of [this.#client, this.#server]) {
      if (stalled) socket.pause();
      else socket.resume();
    }
  }

  #forward(from: Socket, to: Socket, direction: Direction): void {
    let resumeAt = 0;
    const resume = (): void => {
      if (!this.#stalled) from.resume();
    };
    from.on('data', (chunk: Buffer) => {
      const allowed = this.#allow(direction, chunk.length);
      const waitMs = this.#events.onBytes(direction, allowed);
      const flowing = to.write(chunk.subarray(0, allowed));
      // The last bytes must leave before the end, or "after n bytes" would be a lie.
      if (this.budget?.left === 0) to.write('', () => this.cut());
      else if (!flowing || waitMs > 0) from.pause();
      resumeAt = performance.now() + waitMs;
      if (flowing && waitMs > 0) setTimeout(resume, waitMs).unref();
    });
    to.on('drain', () => {
      const waitMs = resumeAt - performance.now();
      if (waitMs <= 0) resume();
      else setTimeout(resume, waitMs).unref();
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }

  #allow(direction: Direction, wanted: number): number {
    const budget = this.budget;
    if (!budget || (budget.counts === 'to-server' && direction === 'toClient')) return wanted;
    const allowed = Math.min(wanted, budget.left);
    budget.left -= allowed;
    return allowed;
  }
}

class Proxy implements TcpProxy {
  readonly bytes = { toServer: 0, toClient: 0 };
  cuts = 0;
  port = 0;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #server: Server;
  readonly #links = new Set<Link>();
  #opened = 0;
  #mayCut = (): boolean => false;
  #draw: () => Budget = () => ({ left: 0, counts: 'both' });
  #refusing = false;
  #stalled = false;
  #stallAt = Infinity;
  #onStall = (): void => undefined;
  #bytesPerSecond = Infinity;
  readonly #freeAt = { toServer: 0, toClient: 0 };
  #tellAt = Infinity;
  #onPassed = (): void => undefined;

  constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target;
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#take(client));
  }

  get connections(): { readonly opened: number; readonly open: number } {
    return { opened: this.#opened, open: this.#links.size };
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  cutAll(): void {
    for (const link of this.#links) link.cut();
  }

  cutRandomly(cuts: RandomCuts | null): void {
    const random = seededRandom(cuts?.seed ?? 0);
    const span = cuts ? cuts.maxBytes - cuts.minBytes : 0;
    this.#setRule(cuts ? (cuts.times ?? Infinity) : 0, () => ({
      left: Math.floor((cuts?.minBytes ?? 0) + random() * span),
      counts: 'both',
    }));
  }

  cutAfterBytesToServer(bytes: number, times: number): void {
    this.#setRule(times, () => ({ left: bytes, counts: 'to-server' }));
  }

  pace(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond;
  }

  passedToClient(bytes: number): Promise<void> {
    this.#tellAt = this.bytes.toClient + bytes;
    return new Promise((resolve) => {
      this.#onPassed = resolve;
    });
  }

  refuse(): void {
    this.#refusing = true;
  }

  accept(): void {
    this.#refusing = false;
  }

  stall(): void {
    this.#stalled = true;
    for (const link of this.#links) link.stall(true);
  }

  stallAfterBytesToServer(bytes: number): Promise<void> {
    this.#stallAt = this.bytes.toServer + bytes;
    return new Promise((resolve) => {
      this.#onStall = resolve;
    });
  }

  resume(): void {
    this.#stalled = false;
    for (const link of this.#links) link.stall(false);
  }

  async stop(): Promise<void> {
    for (const link of this.#links) link.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #setRule(times: number, draw: () => Budget): void {
    const already = this.cuts;
    this.#mayCut = () => this.cuts - already < times;
    this.#draw = draw;
    for (const link of this.#links) link.budget = this.#mayCut() ? draw() : null;
  }

  #take(client: Socket): void {
    if (this.#refusing) {
      client.resetAndDestroy();
      return;
    }
    this.#opened++;
    const server = connect({ ...this.#target, allowHalfOpen: true });
    const link = new Link(client, server, {
      onBytes: (direction, count) => this.#count(direction, count),
      onCut: () => this.#countCut(),
      onClose: () => this.#links.delete(link),
    });
    if (this.#mayCut()) link.budget = this.#draw();
    this.#links.add(link);
    if (this.#stalled) link.stall(true);
  }

  #count(direction: Direction, count: number): number {
    this.bytes[direction] += count;
    if (this.bytes.toClient >= this.#tellAt) {
      this.#tellAt = Infinity;
      this.#onPassed();
    }
    if (this.bytes.toServer >= this.#stallAt) {
      this.#stallAt = Infinity;
      this.stall();
      this.#onStall();
    }
    const now = performance.now();
    this.#freeAt[direction] = Math.max(now, this.#freeAt[direction]) + (count * 1_000) / this.#bytesPerSecond;
    return this.#freeAt[direction] - now;
  }

  #countCut(): void {
    this.cuts++;
    // The last permitted cut sets the others free.
    if (!this.#mayCut()) for (const link of this.#links) link.budget = null;
  }
}

/** Starts a proxy on a free port of 127.0.0.1 in front of a server. */
export async function startProxy(target: { readonly host?: string; readonly port: number }): Promise<TcpProxy> {
  return new Proxy({ host: target.host ?? '127.0.0.1', port: target.port }).listen();
}
