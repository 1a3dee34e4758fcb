import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder in which this system keeps what programs remember; the same for the command line and the window. */
export function stateFolder(
  platform: string = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Homing');
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Homing');
  const state = environment['XDG_STATE_HOME'];
  // A relative path there is to be ignored (XDG Base Directory Specification).
  return join(state?.startsWith('/') === true ? state : join(home, '.local', 'state'), 'homing');
}
