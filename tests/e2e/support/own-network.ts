import type { Homing } from './open-homing.ts';

/** What stands in for the world's network. */
export interface OwnNetwork {
  /** Ports on this computer by `host:port` of the world. */
  readonly places?: Readonly<Record<string, number>>;
  /** Address of a DNS server; left out, the computer's own are asked. */
  readonly dns?: string;
}

/** What the app wanted of the network since {@link useOwnNetwork}, and did. */
export interface Seen {
  /** `host:port` of each connection. */
  readonly connections: readonly string[];
  /** Addresses that were to be shown in the system's browser. */
  readonly pages: readonly string[];
}

/**
 * Puts a network of the test's own under a running app, and a note in place of the system's browser. The app has no switch for that:
 * it is done from outside, through the debugger that Playwright started it with, and above everything the app does itself: it resolves,
 * connects, checks certificates and signs in as it always does.
 */
export async function useOwnNetwork({ electron }: Homing, network: OwnNetwork): Promise<void> {
  await electron.evaluate(({ shell }, { places = {}, dns }) => {
    const net = process.getBuiltinModule('node:net');
    const { Resolver } = process.getBuiltinModule('node:dns/promises');
    const seen = { connections: [] as string[], pages: [] as string[] };
    Object.assign(globalThis, { seen });
    shell.openExternal = (url) => {
      seen.pages.push(url);
      return Promise.resolve();
    };
    type Connect = (this: object, ...all: unknown[]) => unknown;
    const prototype = net.Socket.prototype as unknown as { connect: Connect };
    const usual = prototype.connect;
    prototype.connect = function (...all) {
      // Node hands on arguments that it has looked at already as one list.
      const given = Array.isArray(all[0]) ? (all[0] as unknown[]) : all;
      const [options] = given;
      if (typeof options === 'object' && options !== null && 'host' in options && 'port' in options) {
        const place = `${String(options.host)}:${String(options.port)}`;
        seen.connections.push(place);
        const port = places[place];
        if (port !== undefined) given[0] = { ...options, host: '127.0.0.1', port };
      }
      return usual.apply(this, all);
    };
    if (dns === undefined) return;
    // Not while a question is open.
    const told = new WeakSet<object>();
    for (const verb of ['resolveMx', 'resolveSrv', 'resolve4', 'resolve6'] as const) {
      const ask = Resolver.prototype[verb] as unknown as Connect;
      const redirected: Connect = function (...all) {
        if (!told.has(this)) (this as InstanceType<typeof Resolver>).setServers([dns]);
        told.add(this);
        return ask.apply(this, all);
      };
      Object.assign(Resolver.prototype, { [verb]: redirected });
    }
  }, network);
}

/** What the app has wanted so far. */
export async function seenBy({ electron }: Homing): Promise<Seen> {
  return electron.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
}
