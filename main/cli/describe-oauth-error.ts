import { assertNever } from '../../shared/assert-never.ts';
import type { OauthError } from '../../shared/oauth-error.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { CliError } from './cli-error.ts';
import { exitCode } from './exit-code.ts';

/** Why signing in with OAuth 2.0 came to nothing, in words and with its exit code. */
export function describeOauthError(error: OauthError): CliError {
  const said = error.serverText === null ? '' : ` The provider said: “${sanitizeDisplay(error.serverText, 200)}”.`;
  const { signInRefused, stopped, usage } = exitCode;
  switch (error.kind) {
    case 'denied':
      return new CliError(
        `Access was refused in the browser.${said}`,
        'Run it again and allow access, if Homing shall move this mail.',
        signInRefused,
      );
    case 'timed-out':
      return new CliError('Nobody answered in time.', 'Run it again, and finish it in the browser.', stopped);
    case 'cancelled':
      return new CliError('Stopped before anything was done.', 'Run it again when you like.', stopped);
    case 'wrong-answer':
      return new CliError(
        'An answer came back that does not belong to this sign-in, and was not used.',
        'Run it again.',
        signInRefused,
      );
    case 'consent-needed':
      return new CliError(
        `Access to the mail was not permitted.${said}`,
        'Allow all that is asked for; in a company or school, ask the administrator.',
        signInRefused,
      );
    case 'unreachable':
      return new CliError(
        'The provider’s server for signing in cannot be reached.',
        'Check the network connection, then run it again.',
        stopped,
      );
    case 'refused':
      return new CliError(
        `The provider does not accept this sign-in any more.${said}`,
        'Sign in again with homing sign-in.',
        signInRefused,
      );
    case 'not-configured':
      return new CliError(
        `The provider does not accept the client ID.${said}`,
        'docs/own-client-id.md tells how to get one and what to write after --oauth-client.',
        usage,
      );
    default:
      return assertNever(error.kind);
  }
}
