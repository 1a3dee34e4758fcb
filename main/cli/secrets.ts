import type { AccountAddress, Secret } from '../../shared/model/account.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { CliError } from './cli-error.ts';
import { exitCode } from './exit-code.ts';
import { promptHidden } from './hidden-prompt.ts';

/** Which side a secret is for, as its environment variables name it. */
export type SecretSide = 'FROM' | 'TO';

/** Google shows app passwords in four groups; the spaces are no part of them. */
const groupedAppPassword = /^[a-z]{4}( [a-z]{4}){3}$/;

function asPassword(value: string): Secret {
  return { kind: 'password', value: groupedAppPassword.test(value) ? value.replaceAll(' ', '') : value };
}

/**
 * Takes the secret of one side out of the environment, so that no child process inherits it.
 * @returns null when there is none
 */
export function takeSecret(side: SecretSide, environment: NodeJS.ProcessEnv): Secret | null {
  const [passwordName, tokenName] = [`HOMING_${side}_PASSWORD`, `HOMING_${side}_TOKEN`];
  const password = environment[passwordName] ?? '';
  const token = environment[tokenName] ?? '';
  delete environment[passwordName];
  delete environment[tokenName];
  if (password !== '' && token !== '')
    throw new CliError(`Both ${passwordName} and ${tokenName} are set.`, 'Set only the one that is meant.');
  if (token !== '') return { kind: 'token', value: token };
  return password === '' ? null : asPassword(password);
}

/**
 * The secret of one side: from the environment, else asked for on a terminal.
 * Throws a {@link CliError} when there is nobody to ask.
 */
export async function findSecret(side: SecretSide, address: AccountAddress, taken: Secret | null): Promise<Secret> {
  if (taken) return taken;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new CliError(
      `There is no password for ${sanitizeDisplay(address.user)} at ${sanitizeDisplay(address.host)}, and no terminal to ask for it.`,
      `Set HOMING_${side}_PASSWORD (or HOMING_${side}_TOKEN) in the environment.`,
    );
  const question = `Password for ${sanitizeDisplay(address.user)} at ${sanitizeDisplay(address.host)}: `;
  const answer = await promptHidden(question, process.stdin, process.stderr);
  if (answer === null)
    throw new CliError('Stopped before anything was done.', 'Run it again when you like.', exitCode.stopped);
  if (answer === '') throw new CliError('No password was given.', 'Run it again and type the password when asked.');
  return asPassword(answer);
}
