import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from './run-measured.ts';

/** One account as a tool sees it, through the delay proxy. */
export interface BenchAccount {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** What a tool is to move, and a folder for its state. */
export interface BenchMove {
  readonly from: BenchAccount;
  readonly to: BenchAccount;
  /** Authorities of both servers in one file. */
  readonly caFile: string;
  readonly folder: string;
}

/** One program of the comparison. */
export interface Tool {
  readonly name: string;
  /** The same program again for "run once more with nothing to do"? A stateless one would copy twice. */
  readonly canRunAgain: boolean;
  program(move: BenchMove): Program;
  /** Event-loop delay the tool measured itself, in milliseconds; null when it measures none. */
  eventLoopDelayP99Ms(move: BenchMove): number | null;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const url = (account: BenchAccount): string =>
  `imaps://${encodeURIComponent(account.user)}@127.0.0.1:${String(account.port)}`;
const measureFile = (move: BenchMove): string => join(move.folder, 'measured.json');

/** What `npm run homing` starts, without npm around it: the flags count for memory. */
function homingArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(here('../../package.json'), 'utf8')) as { scripts: { homing: string } };
  const [, ...args] = scripts.homing.split(' ');
  return args.map((arg) => (arg.startsWith('-') ? arg : here(`../../${arg}`)));
}

const homing: Tool = {
  name: 'homing',
  canRunAgain: true,
  program: (move) => ({
    command: process.execPath,
    args: [
      ...homingArguments(),
      ...['run', '--json', '--from', url(move.from), '--to', url(move.to)],
      ...['--journal', join(move.folder, 'journal.sqlite'), '--ca', move.caFile],
    ],
    env: {
      HOMING_FROM_PASSWORD: move.from.password,
      HOMING_TO_PASSWORD: move.to.password,
      HOMING_MEASURE: measureFile(move),
    },
  }),
  eventLoopDelayP99Ms: (move) => {
    try {
      const measured = JSON.parse(readFileSync(measureFile(move), 'utf8')) as { eventLoopDelayP99Ms?: number };
      return measured.eventLoopDelayP99Ms ?? null;
    } catch {
      return null;
    }
  },
};

// By name: mbsync does not know addresses in certificates.
function mbsyncStore(name: string, account: BenchAccount, caFile: string): string {
  return `IMAPAccount ${name}
Host localhost
Port ${String(account.port)}
User ${account.user}
Pass "${account.password}"
SSLType IMAPS
SystemCertificates no
CertificateFile ${caFile}
AuthMechs LOGIN
Timeout 120

IMAPStore ${name}
Account ${name}
`;
}

/** As fast as mbsync gets: everything in flight at once (its default depth), no fsync, one direction, large buffer. */
function mbsyncConfig(move: BenchMove): string {
  return `FSync no
BufferLimit 64M

${mbsyncStore('from', move.from, move.caFile)}
${mbsyncStore('to', move.to, move.caFile)}
Channel move
Far :from:
Near :to:
Patterns *
Create Near
Sync Pull
Expunge None
CopyArrivalDate yes
SyncState ${move.folder}/
`;
}

const mbsync: Tool = {
  name: 'mbsync',
  canRunAgain: true,
  program: (move) => {
    const config = join(move.folder, 'mbsyncrc');
    writeFileSync(config, mbsyncConfig(move), { mode: 0o600 });
    return { command: 'mbsync', args: ['-q', '-c', config, 'move'] };
  },
  eventLoopDelayP99Ms: () => null,
};

const reference: Tool = {
  name: 'reference',
  canRunAgain: false,
  program: (move) => ({
    command: process.execPath,
    args: [here('./reference-client.ts')],
    env: { BENCH_ACCOUNTS: JSON.stringify([move.from, move.to]), BENCH_CA: move.caFile },
  }),
  eventLoopDelayP99Ms: () => null,
};

/** In the order they run. */
export const tools: readonly Tool[] = [reference, homing, mbsync];
