import { domainToASCII } from 'node:url';
import type { AccountAddress } from '../../shared/model/account.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { CliError } from './cli-error.ts';

const example = 'for example imaps://me%40example.org@imap.example.org';

function parse(text: string, option: string): URL {
  // Never repeat the text: it may hold a password.
  if (!URL.canParse(text))
    throw new CliError(`${option} is not an address of an account.`, `Write it as imaps://user@host:port, ${example}.`);
  return new URL(text);
}

function security(url: URL, option: string): AccountAddress['security'] {
  if (url.protocol === 'imaps:') return 'tls';
  if (url.protocol === 'imap+starttls:') return 'starttls';
  if (url.protocol === 'imap:')
    throw new CliError(
      `${option} asks for imap://, which would send the password and all mail readable for everybody on the way.`,
      'Use imaps:// (port 993) or imap+starttls:// (port 143).',
    );
  throw new CliError(
    `${option} begins with ${sanitizeDisplay(url.protocol, 20)}//, which is not a way to a mailbox.`,
    `Use imaps:// or imap+starttls://, ${example}.`,
  );
}

function userOf(url: URL, option: string): string {
  if (url.password !== '')
    throw new CliError(
      `${option} contains a password, which other programs on this computer can read.`,
      `Take it out (and change that password), and give it in the environment as HOMING_${option === '--from' ? 'FROM' : 'TO'}_PASSWORD or when asked.`,
    );
  if (url.username === '')
    throw new CliError(`${option} names no user.`, `Write the user before the host with @ as %40, ${example}.`);
  let user: string;
  try {
    user = decodeURIComponent(url.username);
  } catch {
    throw new CliError(
      `The user in ${option} is not percent-encoded correctly.`,
      `Write @ as %40 and % as %25, ${example}.`,
    );
  }
  // Such characters would end the command they are sent in (RFC 9051 4.3), and no account has them.
  if (/\p{Cc}/u.test(user))
    throw new CliError(`The user in ${option} contains control characters.`, 'Check the address.');
  return user;
}

/** The host as a resolver and a certificate know it; empty when it is not one. */
function hostOf(url: URL): string {
  if (url.hostname.startsWith('[')) return url.hostname.slice(1, -1);
  try {
    return domainToASCII(decodeURIComponent(url.hostname));
  } catch {
    return '';
  }
}

/**
 * Reads `imaps://user@host:port` or `imap+starttls://user@host:port`, the user percent-encoded.
 * @param option the option it came with, for the error text
 */
export function parseAccountUrl(text: string, option: '--from' | '--to'): AccountAddress {
  const url = parse(text, option);
  const how = security(url, option);
  const user = userOf(url, option);
  const host = hostOf(url);
  if (host === '') throw new CliError(`${option} names no server.`, `Write it as imaps://user@host:port, ${example}.`);
  if ((url.pathname !== '' && url.pathname !== '/') || url.search !== '' || url.hash !== '')
    throw new CliError(`${option} has something after the server's name.`, `End it after host and port, ${example}.`);
  const port = url.port === '' ? (how === 'tls' ? 993 : 143) : Number(url.port);
  if (port === 0) throw new CliError(`The port in ${option} cannot be 0.`, 'Leave it out for the usual one.');
  return { host, port, security: how, user };
}
