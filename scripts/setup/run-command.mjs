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

const patienceMs = 15_000;
const complaintLength = 4_000;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs]
 * @property {boolean} [quiet] keeps its output back, to be shown only when it must not fail and does
 * @property {string} [busyWith] is said from time to time while it takes long
 */

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} the exit code; 1 when it could not start or was ended
 */
export async function run(command, args, options) {
  return (await runToEnd(command, args, options)).code;
}

/**
 * Runs a command to its end or throws a SetUpError.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export async function mustRun(command, args, options) {
  const { code, complaint } = await runToEnd(command, args, options);
  if (code !== 0) throw new SetUpError(`${complaint}\n"${[command, ...args].join(' ')}" ended with code ${code}`);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ code: number, complaint: string }>} the complaint is the end of what a quiet command said of errors
 */
function runToEnd(command, args, { cwd, env, timeoutMs, quiet, busyWith } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: quiet ? ['ignore', 'ignore', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      timeout: timeoutMs,
      // npm is a .cmd file on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    });
    let complaint = '';
    child.stderr?.on('data', (/** @type {Buffer} */ text) => {
      complaint = (complaint + text.toString()).slice(-complaintLength);
    });
    const patience = busyWith ? setInterval(() => say(`… still ${busyWith}`), patienceMs) : undefined;
    const end = (/** @type {number | null} */ code) => {
      clearInterval(patience);
      resolve({ code: code ?? 1, complaint });
    };
    child.on('error', () => end(1));
    child.on('close', end);
  });
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
