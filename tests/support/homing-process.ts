import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Dovecot } from './dovecot.ts';

const program = fileURLToPath(new URL('../../main/cli.ts', import.meta.url));

/** One end of a move as the command line wants it. */
export interface End {
  readonly server: Pick<Dovecot, 'port' | 'password'>;
  readonly user: string;
  /** Of a proxy, instead of the server's own. */
  readonly port?: number;
}

/** The command line under test, as a process of its own. */
export interface HomingProcess {
  readonly child: ChildProcess;
  /** Resolves when the process is gone: its exit code, or the signal that ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  stdout(): string;
  stderr(): string;
}

function url({ server, user, port }: End): string {
  return `imaps://${encodeURIComponent(user)}@127.0.0.1:${String(port ?? server.port)}`;
}

/** Starts `homing COMMAND` between two accounts. Both servers must have one authority, given in `caFile`. */
export function startHoming(
  command: string,
  from: End,
  to: End,
  more: { readonly caFile: string; readonly journal: string; readonly options?: readonly string[] },
): HomingProcess {
  const { caFile, journal, options = [] } = more;
  const child = spawn(
    process.execPath,
    [
      program,
      command,
      '--from',
      url(from),
      '--to',
      url(to),
      '--ca',
      caFile,
      '--journal',
      journal,
      '--json',
      ...options,
    ],
    {
      env: { ...process.env, HOMING_FROM_PASSWORD: from.server.password, HOMING_TO_PASSWORD: to.server.password },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, ended, stdout: () => stdout, stderr: () => stderr };
}
