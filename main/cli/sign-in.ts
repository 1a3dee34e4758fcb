import { jsonText } from '../../shared/json-text.ts';
import type { AccountAddress } from '../../shared/model/account.ts';
import type { DevicePrompt, OauthClient, OauthTokens } from '../../shared/model/oauth.ts';
import { OauthError } from '../../shared/oauth-error.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import type { HeadlessOauth } from '../services/oauth-port.ts';
import type { Keychain } from '../services/keychain-port.ts';
import { parseAccountUrl } from './account-url.ts';
import { CliError } from './cli-error.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { forgetGrant, keepGrant, readGrant } from './kept-grant.ts';
import { chooseClient } from './oauth-client-file.ts';
import type { RawOptions } from './options.ts';
import { readAuthority } from './settings.ts';
import { showInBrowser } from './show-in-browser.ts';
import { listenForStop } from './stop-signals.ts';

function accountsOf({ from, to }: RawOptions): readonly AccountAddress[] {
  const accounts = [
    ...(from === undefined ? [] : [parseAccountUrl(from, '--from')]),
    ...(to === undefined ? [] : [parseAccountUrl(to, '--to')]),
  ];
  if (accounts.length > 0) return accounts;
  throw new CliError(
    'Which account?',
    'Give it with --from or --to, for example --from imaps://me%40example.org@imap.example.org.',
  );
}

/** The system's keychain: what is kept for later runs must outlive this one. */
async function lastingKeychain({ openKeychain }: Dependencies): Promise<Keychain> {
  const { keychain, kind } = await openKeychain();
  if (kind === 'system') return keychain;
  throw new CliError(
    'The keychain of this computer cannot be used, and Homing writes no secrets elsewhere.',
    'Unlock it, or give an access token as HOMING_FROM_TOKEN or HOMING_TO_TOKEN to each run.',
  );
}

/** Speaks to a person on standard error, or to a script on standard output. */
function createTeller(json: boolean): (event: object, lines: readonly string[]) => void {
  return (event, lines) => {
    if (json) process.stdout.write(`${jsonText(event)}\n`);
    else for (const line of lines) process.stderr.write(`${line}\n`);
  };
}

interface SigningIn {
  readonly options: RawOptions;
  readonly oauth: HeadlessOauth;
  readonly signal: AbortSignal;
  readonly tell: ReturnType<typeof createTeller>;
}

function prove({ options, oauth, signal, tell }: SigningIn, client: OauthClient, user: string): Promise<OauthTokens> {
  if (options.device === true) {
    const show = ({ verificationUri, userCode, expiresAt }: DevicePrompt): void => {
      const [page, code] = [sanitizeDisplay(verificationUri, 300), sanitizeDisplay(userCode, 40)];
      const lines = [`Open ${page} on any device and type the code ${code}`];
      tell({ event: 'sign-in', verificationUri, userCode, expiresAt }, lines);
    };
    return oauth.signInWithDevice({ client, show, signal });
  }
  const openBrowser = (url: string): Promise<void> => {
    tell({ event: 'sign-in', url }, ['Open this address in a browser on this computer, and sign in there:', url]);
    showInBrowser(url);
    return Promise.resolve();
  };
  return oauth.signInWithBrowser({ client, openBrowser, loginHint: user, signal });
}

/** `homing sign-in`: permits access in the browser, or by a code, and keeps that in the keychain for later runs. */
export async function signInCommand({ options }: Invocation): Promise<ExitCode> {
  const dependencies = createDependencies();
  const accounts = accountsOf(options);
  const oauth = dependencies.oauth((await readAuthority(options.ca)) ?? undefined);
  const tell = createTeller(options.json ?? false);
  const keychain = await lastingKeychain(dependencies);
  const stop = listenForStop(
    () => undefined,
    () => undefined,
  );
  try {
    for (const address of accounts) {
      const { registrations: builtIn } = dependencies;
      const client = await chooseClient(address, options['oauth-client'], { oauth, builtIn });
      const { refreshToken } = await prove({ options, oauth, signal: stop.signal, tell }, client, address.user);
      await keepGrant(keychain, address, { refreshToken, client });
      const name = `${sanitizeDisplay(address.user)} at ${sanitizeDisplay(address.host)}`;
      tell({ event: 'signed-in', user: address.user, host: address.host }, [
        `Signed in as ${name}. Later runs need no password for it; homing sign-out ends that.`,
      ]);
    }
    return exitCode.arrived;
  } finally {
    stop.dispose();
  }
}

/** `homing sign-out`: takes back what was permitted, and removes it from the keychain. */
export async function signOutCommand({ options }: Invocation): Promise<ExitCode> {
  const dependencies = createDependencies();
  const accounts = accountsOf(options);
  const oauth = dependencies.oauth((await readAuthority(options.ca)) ?? undefined);
  const tell = createTeller(options.json ?? false);
  const keychain = await lastingKeychain(dependencies);
  for (const address of accounts) {
    const grant = await readGrant(keychain, address);
    const isEnded = grant !== null && (await tryRevoke(oauth, grant.client, grant.refreshToken));
    await forgetGrant(keychain, address);
    tell({ event: 'signed-out', user: address.user, host: address.host, revoked: isEnded }, [
      isEnded
        ? 'The permission was taken back at the provider and removed from this computer.'
        : 'Nothing of it is on this computer any more. At the provider, it ends on the pages of your account.',
    ]);
  }
  return exitCode.arrived;
}

async function tryRevoke(oauth: HeadlessOauth, client: OauthClient, refreshToken: string): Promise<boolean> {
  try {
    return await oauth.revoke(client, refreshToken);
  } catch (error) {
    if (error instanceof OauthError) return false;
    throw error;
  }
}
