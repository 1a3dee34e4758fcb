import { devNull } from 'node:os';
import { app } from 'electron';

/**
 * Runs a command line in place of the app, and ends the process with its exit code. As long as it is awaited before `ready`, Chromium
 * starts nothing: no display, no window, no single-instance lock, no signal handlers of its own.
 */
export async function runHeadless(commandLine: () => Promise<number>): Promise<never> {
  leaveProfileAlone();
  tellExit();
  // Electron goes on to `ready` as soon as nothing keeps Node busy.
  setInterval(() => undefined, 2 ** 30);
  const code = await commandLine();
  // Whatever a server left open must not hold us; but what was written must get out first.
  return new Promise(() => process.stdout.write('', () => process.exit(code)));
}

/** The profile is the window's: nothing can be written below a file. */
function leaveProfileAlone(): void {
  for (const name of ['userData', 'sessionData'] as const) app.setPath(name, devNull);
}

/** Before `ready`, Electron's process.exit calls no listener of `exit`. But a keychain that never answers is left by one. */
function tellExit(): void {
  const exit = process.exit.bind(process);
  process.exit = (code?: number | string | null): never => {
    process.emit('exit', Number(code ?? 0));
    return exit(code);
  };
}
