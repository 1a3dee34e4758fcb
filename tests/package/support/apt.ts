import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Nothing is fetched, no disk is waited for, but whoever else installs something just now is. */
const options = [
  'Dir::Etc::SourceList=/dev/null',
  'Dir::Etc::SourceParts=/dev/null',
  'Dpkg::Options::=--force-unsafe-io',
  'DPkg::Lock::Timeout=120',
].flatMap((option) => ['-o', option]);

/** Runs apt-get as an administrator does. @returns everything it said */
export async function aptGet(command: 'install' | 'remove' | 'purge', what: string): Promise<string> {
  const args = [command, '-y', '--no-install-recommends', ...options, what];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  const { stdout, stderr } = await run('apt-get', args, { env, maxBuffer: 1 << 24 });
  return stdout + stderr;
}

/** The version of Homing that is installed; null when none is. */
export async function installedVersion(): Promise<string | null> {
  const asked = run('dpkg-query', ['--show', '--showformat=${db:Status-Status} ${Version}', 'homing']);
  const { stdout } = await asked.catch(() => ({ stdout: '' }));
  const [status, version = ''] = stdout.split(' ');
  return status === undefined || status === '' || status === 'not-installed' ? null : version;
}

/** The files of the installed package, folders left out that others have too. */
export async function installedFiles(): Promise<readonly string[]> {
  const { stdout } = await run('dpkg-query', ['--listfiles', 'homing']);
  return stdout.split('\n').filter((path) => path.includes('homing'));
}

/** What is no longer as it was installed, as dpkg tells it; empty when all is. */
export async function changedFiles(): Promise<string> {
  const { stdout } = await run('dpkg', ['--verify', 'homing']);
  return stdout;
}
