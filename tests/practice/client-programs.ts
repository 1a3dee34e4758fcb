import { execFile, type ExecFileException } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SimulatedServer } from '../support/simulated-server.ts';

const run = promisify(execFile);

/** Whether a program is there, asked by running it with `args`. */
export async function hasProgram(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    (error: ExecFileException) => error.code !== 'ENOENT' && error.code !== 127,
  );
}

/** Runs a program and gives its output; rejects with what it said when it fails. */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { env: { ...process.env, ...env }, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error([error.message, stdout, stderr].join('\n'), { cause: error }));
    });
  });
}

/** A folder that is gone when the test is. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'practice-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** mbsync's part of the configuration for an account: an IMAPStore called `name`. */
export async function mbsyncStore(name: string, server: SimulatedServer, folder: string): Promise<string> {
  const certificate = join(folder, `${name}.pem`);
  await writeFile(certificate, server.caPem);
  return [
    `IMAPAccount ${name}`,
    'Host localhost',
    `Port ${String(server.port)}`,
    `User ${server.user}`,
    `Pass ${server.password}`,
    `SSLType ${server.implicitTls ? 'IMAPS' : 'STARTTLS'}`,
    'SystemCertificates no',
    `CertificateFile ${certificate}`,
    '',
    `IMAPStore ${name}`,
    `Account ${name}`,
  ].join('\n');
}
