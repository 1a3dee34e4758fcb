import { exitCode } from './exit-code.ts';

/** Set for a process whose standard input is held open by the one that started it, as long as that lives. */
export const endsWithParent = 'HOMING_ENDS_WITH_STDIN';

/** A process nobody follows any more must not run on unseen: when standard input ends, it stops as if it had been asked to. */
export function endWithParentWhenAsked(environment: NodeJS.ProcessEnv): void {
  if (environment[endsWithParent] !== '1') return;
  delete environment[endsWithParent];
  const { stdin } = process;
  const leave = (): void => {
    // Whoever listens settles what is under way.
    if (!process.emit('SIGTERM')) process.exit(exitCode.stopped);
  };
  stdin.once('close', leave);
  stdin.on('error', () => undefined);
  stdin.resume();
  // It is no reason to live on when the work is done.
  if ('unref' in stdin) stdin.unref();
}
