import { spawn, spawnSync } from 'node:child_process';

/**
 * Says one line of progress, with the seconds since the start so that a long step is seen to move.
 * @param {string} text
 */
export function say(text) {
  process.stdout.write(
    `[set-up ${performance.now() < 9_950 ? ' ' : ''}${(performance.now() / 1000).toFixed(1)} s] ${text}\n`,
  );
}

/**
 * Runs a command to its end, showing its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, quiet?: boolean }} [options] `quiet` keeps standard output back
 * @returns {Promise<number>} the exit code; 1 when it could not start or was ended
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', options.quiet ? 'ignore' : 'inherit', options.quiet ? 'ignore' : 'inherit'],
      timeout: options.timeoutMs,
      // npm is a .cmd file on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command to its end or throws.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function mustRun(command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new SetUpError(`"${[command, ...args].join(' ')}" ended with code ${code}`);
}

/**
 * What a command prints on standard output, trimmed; null when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string | null}
 */
export function outputOf(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  return done.status === 0 ? done.stdout.trim() : null;
}

/** Set-up cannot go on; the message says what the person can do. */
export class SetUpError extends Error {}
