/** How to start a program: what comes after `args` is for the program. */
export interface SelfCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** What of a process tells how it was started. */
export type StartedProcess = Pick<NodeJS.Process, 'execPath' | 'execArgv' | 'argv'> & {
  readonly versions: { readonly electron?: string | undefined };
};

/**
 * How this command line is started once more, by the same program with the same switches: Node and the script in a checkout; in the
 * package its executable, whose switches end with `--`.
 */
export function selfCommand(started: StartedProcess = process): SelfCommand {
  const { execPath, execArgv, argv } = started;
  if (started.versions.electron !== undefined)
    return { command: execPath, args: argv.slice(1, argv.indexOf('--') + 1) };
  return { command: execPath, args: [...execArgv, ...argv.slice(1, 2)] };
}
