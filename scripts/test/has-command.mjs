import { outputOf } from '../setup/run-command.mjs';

/** Whether a command is on this machine, servers' among them. @param {string} name */
export function hasCommand(name) {
  return process.platform !== 'win32' && outputOf('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${name}`]) !== null;
}
