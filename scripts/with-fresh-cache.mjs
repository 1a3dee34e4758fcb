import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// Runs a command with an empty cache folder of its own, which is gone afterwards however that ends. For systems with process groups.

/** Shorter than who asked would wait before killing us as well: ten seconds, where that is Docker. */
const patienceMs = 5_000;
/** @type {{ readonly signal: NodeJS.Signals, readonly until: number } | null} */
let stopping = null;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    stopping ??= { signal, until: Date.now() + patienceMs };
    signalAll(signal);
    setTimeout(() => signalAll('SIGKILL'), patienceMs).unref();
  });
}

/** Not /tmp, which may be in memory, and closed to the devices of a small Debian. */
const temporary = process.env['TMPDIR'] || (process.platform === 'linux' ? '/var/tmp' : tmpdir());
const cache = mkdtempSync(join(temporary, 'homing-cache-'));

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  env: { ...process.env, XDG_CACHE_HOME: cache },
  stdio: 'inherit',
  // The head of a group, so that whatever it started can be ended with it: nobody may go on writing into the cache.
  detached: true,
});
process.exitCode = await codeOf();
await endRest();
rmSync(cache, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });

/** What a shell would say of it. @returns {Promise<number>} */
function codeOf() {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('exit', (code, endedBy) => {
      const signal = stopping?.signal ?? endedBy;
      resolve(signal ? 128 + constants.signals[signal] : (code ?? 1));
    });
  });
}

/** Ends what is left of the group, in peace where it is already on its way out. */
async function endRest() {
  const until = stopping?.until ?? 0;
  while (Date.now() < until && signalAll(0)) await sleep(50);
  signalAll('SIGKILL');
}

/** @param {NodeJS.Signals | 0} signal @returns {boolean} whether anybody is left */
function signalAll(signal) {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal);
  } catch {
    return false; // all gone
  }
}
