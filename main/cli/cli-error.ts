import { exitCode, type ExitCode } from './exit-code.ts';

/** Ends a command with a plain sentence, what to do next, and an exit code. */
export class CliError extends Error {
  readonly next: string;
  readonly exitCode: ExitCode;

  /**
   * @param message what happened and, where it is not plain, what it means for the mail
   * @param next the one next step
   */
  constructor(message: string, next: string, code: ExitCode = exitCode.usage) {
    super(message);
    this.name = 'CliError';
    this.next = next;
    this.exitCode = code;
  }
}
