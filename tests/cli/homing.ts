import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAuthority, type Authority } from '../../main/practice/certificate.ts';
import {
  startSimulatedServer,
  type SimulatedServer,
  type SimulatedServerOptions,
} from '../support/simulated-server.ts';

/** The program under test. */
export const program = fileURLToPath(new URL('../../main/cli.ts', import.meta.url));

/** What a run of it left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A run of it under way. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output or error holds a text. */
  says(text: string): Promise<void>;
}

/** How it is started in a checkout. */
export const fromSource: readonly string[] = [process.execPath, program];

/** Starts `homing` with these arguments, without any terminal. */
export function startHoming(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  [command = '', ...first]: readonly string[] = fromSource,
): Started {
  const began = performance.now();
  const { HOMING_FROM_PASSWORD: _from, HOMING_TO_PASSWORD: _to, ...inherited } = process.env;
  const child = spawn(command, [...first, ...args], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const heard = new Set<() => void>();
  const hear = (): void => {
    for (const listener of heard) listener();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    hear();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    hear();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr, seconds: (performance.now() - began) / 1000 }));
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const listener = (): void => {
        if (stdout.includes(text) || stderr.includes(text)) resolve();
      };
      heard.add(listener);
      listener();
      void ended.then(() => reject(new Error(`it ended without saying ${text}:\n${stdout}\n${stderr}`)));
    });
  return { child, ended, says };
}

/** Runs `homing` to its end. */
export function runHoming(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  command: readonly string[] = fromSource,
): Promise<Ended> {
  return startHoming(args, environment, command).ended;
}

/** The lines of `--json`, each of which must be an object with an event. */
export function readEvents(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Two simulated servers, a folder for a journal, and what it takes to move between them. */
export interface Move extends AsyncDisposable {
  readonly source: SimulatedServer;
  readonly destination: SimulatedServer;
  readonly folder: string;
  readonly journal: string;
  /** `--from`, `--to`, `--ca` and `--journal`. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** Fills a mailbox with small messages. */
export function fill(server: SimulatedServer, mailbox: string, count: number, bytes = 400): void {
  const stored = server.store.get(mailbox) ?? server.store.create(mailbox);
  stored.add(
    Array.from({ length: count }, (_, index) => ({
      flags: index % 2 === 0 ? ['\\Seen'] : [],
      internalDate: '17-Jul-1996 02:44:25 -0700',
      body: Buffer.from(
        `From: robot@example.org\r\nSubject: ${mailbox} ${String(index)}\r\nMessage-ID: <${mailbox}.${String(index)}@example.org>\r\n\r\n${'x'.repeat(bytes)}\r\n`,
      ),
    })),
  );
}

/** Starts two servers that share an authority; the source holds a little mail. */
export async function startMove(
  source: SimulatedServerOptions = {},
  destination: SimulatedServerOptions = {},
): Promise<Move> {
  const authority: Authority = await createAuthority();
  const from = await startSimulatedServer({ authority, user: 'old@example.org', ...source });
  const to = await startSimulatedServer({ authority, user: 'new@example.net', ...destination });
  if (source.store === undefined) {
    fill(from, 'INBOX', 12);
    fill(from, 'Lists', 8);
  }
  const folder = mkdtempSync(join(tmpdir(), 'homing-cli-'));
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, authority.certificatePem);
  const journal = join(folder, 'journal.sqlite');
  return {
    source: from,
    destination: to,
    folder,
    journal,
    args: ['--from', from.url, '--to', to.url, '--ca', ca, '--journal', journal],
    environment: { HOMING_FROM_PASSWORD: from.password, HOMING_TO_PASSWORD: to.password },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([from.stop(), to.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
