import { z } from 'zod';
import { readTextFile } from './read-text-file.ts';
import type { AccountAddress } from '../../shared/model/account.ts';
import type { OauthClient } from '../../shared/model/oauth.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { HeadlessOauth } from '../services/oauth-port.ts';
import { clientOf, oauthProviderOf, type Registrations } from '../services/tokens/known-clients.ts';
import { CliError } from './cli-error.ts';

const https = z.url({ protocol: /^https$/u });

/** For a provider we know, the registration is enough; for any other server, its issuer and scope are needed, too. */
const schema = z.strictObject({
  clientId: z.string().trim().min(1),
  clientSecret: z.string().trim().min(1).optional(),
  issuer: https.optional(),
  scope: z.string().trim().min(1).optional(),
  redirect: z.enum(['loopback', 'localhost']).optional(),
  /** Further parameters of the authorization request. */
  parameters: z.record(z.string(), z.string()).optional(),
});

const guide = 'docs/own-client-id.md tells how to get one and what to write.';

async function read(file: string): Promise<z.infer<typeof schema>> {
  const shown = sanitizeDisplay(file, 200);
  const content = await readTextFile(file).catch(() => {
    throw new CliError(`The file ${shown} cannot be read.`, 'Check the path after --oauth-client.');
  });
  try {
    return schema.parse(JSON.parse(content));
  } catch {
    throw new CliError(`The file ${shown} does not describe an OAuth client.`, guide);
  }
}

/**
 * The OAuth client to sign in to an account with: from a file, else what was built in.
 * Rejects with a CliError, or an OauthError when the issuer does not tell its endpoints.
 */
export async function chooseClient(
  address: AccountAddress,
  file: string | undefined,
  { oauth, builtIn }: { readonly oauth: HeadlessOauth; readonly builtIn: Registrations },
): Promise<OauthClient> {
  const given = file === undefined ? null : await read(file);
  const provider = oauthProviderOf(null, address.host);
  if (given?.issuer !== undefined) {
    const { issuer, scope, redirect = 'loopback', clientId, clientSecret, parameters } = given;
    if (scope === undefined) throw new CliError('The OAuth client has an issuer, but no scope.', guide);
    const endpoints = await oauth.discover(issuer);
    const secret = clientSecret === undefined ? {} : { clientSecret };
    return { ...endpoints, id: 'own', clientId, ...secret, scope, redirect, ...(parameters && { parameters }) };
  }
  const registration = given ?? (provider && builtIn[provider]);
  if (provider && registration) {
    const { clientId, clientSecret } = registration;
    return clientOf(provider, { clientId, ...(clientSecret === undefined ? {} : { clientSecret }) });
  }
  throw new CliError(
    `Homing has no client ID for signing in at ${sanitizeDisplay(address.host)} through the browser.`,
    given === null ? `Give one with --oauth-client FILE: ${guide} Or use an app password, where there is one.` : guide,
  );
}
