import { mkdirSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

function cacheFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Homing', 'compiled');
  if (process.platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Homing', 'compiled');
  const cache = environment['XDG_CACHE_HOME'];
  return join(cache?.startsWith('/') === true ? cache : join(homedir(), '.cache'), 'homing', 'compiled');
}

/**
 * Lets Node keep what it has compiled, which halves the time a move without news takes. In a folder of our own: Node's default
 * lies where others may write too, and what is kept there is run.
 */
export function keepCompiled(environment: NodeJS.ProcessEnv): void {
  // Newer than the oldest Node that runs this (22.1).
  if (!('enableCompileCache' in nodeModule)) return;
  try {
    const folder = cacheFolder(environment);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    nodeModule.enableCompileCache(folder);
  } catch {
    // Without it everything works, only later.
  }
}
