import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Keychain, OpenKeychain } from '../../main/services/keychain-port.ts';
import type { KeychainCall, KeychainReply } from './keychain-process.ts';

/** A keychain in a process of its own. */
export interface KeychainClient {
  readonly keychain: Keychain;
  /** How it was opened. */
  readonly opened: Pick<OpenKeychain, 'kind' | 'why'>;
  /** Asks the process to end by itself. @returns how it ended: its exit code or the signal's name */
  quit(): Promise<number | string | null>;
}

/** Where and how a keychain is opened. */
export interface ClientOptions {
  /** All of the process's environment but PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** What the command line begins with, such as `asUser`. */
  readonly prefix?: readonly string[];
  readonly timeoutMs?: number;
  readonly program?: string;
}

const ownProgram = fileURLToPath(new URL('./keychain-process.ts', import.meta.url));

/** Starts a process and opens a keychain in it. */
export async function openKeychainClient(options: ClientOptions): Promise<KeychainClient> {
  const { env, prefix = [], timeoutMs = 10_000, program = ownProgram } = options;
  const [command = '', ...args] = [...prefix, process.execPath, program];
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  child.on('message', (message) => {
    const { id, value, error } = message as KeychainReply;
    if (error === undefined) calls.get(id)?.resolve(value);
    else calls.get(id)?.reject(new Error(error));
  });
  child.on('exit', (code, signal) => {
    for (const { reject } of calls.values()) reject(new Error(`The process ended: ${String(signal ?? code)}`));
  });
  const call = (method: KeychainCall['method'], ...values: readonly string[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = calls.size;
      calls.set(id, { resolve, reject });
      child.send({ id, method, args: values, timeoutMs } satisfies KeychainCall);
    });
  return {
    opened: (await call('open')) as KeychainClient['opened'],
    keychain: {
      read: async (item) => ((await call('read', item)) ?? null) as string | null,
      write: async (item, secret) => void (await call('write', item, secret)),
      delete: async (item) => void (await call('delete', item)),
      items: async () => (await call('items')) as readonly string[],
    },
    quit: async () => {
      call('quit').catch(() => undefined); // it ends in place of an answer
      const [code, signal] = await ended;
      return code ?? signal;
    },
  };
}
