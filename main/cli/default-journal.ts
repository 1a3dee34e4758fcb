import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder in which this system keeps what programs remember. */
function stateFolder(platform: string, environment: NodeJS.ProcessEnv, home: string): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Homing');
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Homing');
  const state = environment['XDG_STATE_HOME'];
  // A relative path there is to be ignored (XDG Base Directory Specification).
  return join(state?.startsWith('/') === true ? state : join(home, '.local', 'state'), 'homing');
}

/** Where the journal lies when `--journal` names no other file. */
export function defaultJournalFile(
  platform: string = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  return join(stateFolder(platform, environment, home), 'journal.sqlite');
}
