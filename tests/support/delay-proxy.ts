import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DelayProxyCounters, DelayProxyReply } from './delay-proxy-process.ts';

/** A proxy that makes a server far away. */
export interface DelayProxy {
  readonly port: number;
  /** What has passed so far. */
  counters(): Promise<DelayProxyCounters>;
  stop(): Promise<void>;
}

export type { DelayProxyCounters };

async function nextReply(child: ChildProcess): Promise<DelayProxyReply> {
  return new Promise((resolve, reject) => {
    const failed = (): void => reject(new Error('the delay proxy ended'));
    child.once('exit', failed);
    child.once('message', (reply) => {
      child.off('exit', failed);
      resolve(reply as DelayProxyReply);
    });
  });
}

/**
 * Starts a proxy on 127.0.0.1 that holds every chunk back for half of `rttMilliseconds` in each direction and one whole
 * round trip more at the start of a connection, as the TCP handshake would; bandwidth stays as it is. It runs in a
 * process of its own, so that its work is not counted to whoever is measured.
 */
export async function startDelayProxy(target: { readonly port: number }, rttMilliseconds: number): Promise<DelayProxy> {
  const program = fileURLToPath(new URL('./delay-proxy-process.ts', import.meta.url));
  // Without the flags of a test runner, and gone with us: the channel closes when we end, whatever the reason.
  const child = fork(program, [String(target.port), String(rttMilliseconds)], { execArgv: [] });
  const first = await nextReply(child);
  return {
    port: first.port,
    counters: async () => {
      const reply = nextReply(child);
      child.send('counters');
      return (await reply).counters;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      // Closing the channel is not always noticed by a busy child.
      child.kill('SIGKILL');
      await gone;
    },
  };
}
