import { oauthProvider } from '../../../shared/ipc/fields.ts';
import { z } from '../../../shared/ipc/zod-without-eval.ts';
import type { OauthClient, OauthRegistration } from '../../../shared/model/oauth.ts';

/** Providers whose OAuth 2.0 is known to us. What is missing is who asks: a registration, which each publisher of an app needs. */
export const oauthProviders = oauthProvider.options;
/** See {@link oauthProviders}. */
export type OauthProvider = (typeof oauthProviders)[number];

type Template = Omit<OauthClient, 'clientId' | 'clientSecret'>;

const templates: Readonly<Record<OauthProvider, Template>> = {
  google: {
    id: 'google',
    issuer: 'https://accounts.google.com',
    authorizationEndpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenEndpoint: 'https://oauth2.googleapis.com/token',
    revocationEndpoint: 'https://oauth2.googleapis.com/revoke',
    // Codes for devices are not given out for mail.
    scope: 'https://mail.google.com/',
    redirect: 'loopback',
    // Without both, a second sign-in would give no refresh token.
    parameters: { access_type: 'offline', prompt: 'consent' },
  },
  microsoft: {
    id: 'microsoft',
    issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
    authorizationEndpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenEndpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    // There is no revocation endpoint: people end access on their account's pages.
    deviceEndpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/devicecode',
    scope: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    // The form for registrations takes no http address but this one, and leaves its port open.
    redirect: 'localhost',
  },
  // Its page for developers (fastmail.com/for-developers/oauth) names the redirect; the endpoints and the scope are those that K-9 Mail uses.
  fastmail: {
    id: 'fastmail',
    issuer: 'https://api.fastmail.com',
    authorizationEndpoint: 'https://api.fastmail.com/oauth/authorize',
    tokenEndpoint: 'https://api.fastmail.com/oauth/refresh',
    revocationEndpoint: 'https://api.fastmail.com/oauth/revoke',
    scope: 'https://www.fastmail.com/dev/protocol-imap',
    redirect: 'localhost',
  },
};

const byDirectoryId: Readonly<Record<string, OauthProvider>> = {
  gmail: 'google',
  outlook: 'microsoft',
  office365: 'microsoft',
  fastmail: 'fastmail',
};

/** The directory's entries whose accounts sign in there. */
export function accountsOf(provider: OauthProvider): readonly string[] {
  return Object.keys(byDirectoryId).filter((id) => byDirectoryId[id] === provider);
}

/** For accounts with a domain of their own. */
const byHost: Readonly<Record<string, OauthProvider>> = {
  'imap.gmail.com': 'google',
  'imap.googlemail.com': 'google',
  'outlook.office365.com': 'microsoft',
  'imap-mail.outlook.com': 'microsoft',
  'imap.fastmail.com': 'fastmail',
};

/** What `resources/oauth-clients.json` and a person's own file of registrations hold. */
export const registrations = z.partialRecord(
  oauthProvider,
  z.strictObject({
    clientId: z.string().trim().min(1).max(400),
    clientSecret: z.string().trim().min(1).max(400).optional(),
  }),
);
/** See {@link registrations}. */
export type Registrations = Readonly<Partial<Record<OauthProvider, OauthRegistration>>>;

/** Takes a file's content. A registration that is none counts as missing. */
export function readRegistrations(content: unknown): Registrations {
  const parsed = registrations.safeParse(content);
  if (!parsed.success) return {};
  return Object.fromEntries(
    Object.entries(parsed.data).map(([provider, { clientId, clientSecret }]) => [
      provider,
      { clientId, ...(clientSecret === undefined ? {} : { clientSecret }) },
    ]),
  );
}

/** Whose OAuth 2.0 an account has; null when none is known. @param provider id in the directory */
export function oauthProviderOf(provider: string | null, host: string): OauthProvider | null {
  const name = host.toLowerCase();
  if (provider !== null && Object.hasOwn(byDirectoryId, provider)) return byDirectoryId[provider] ?? null;
  return Object.hasOwn(byHost, name) ? (byHost[name] ?? null) : null;
}

/** A provider's client, complete. */
export function clientOf(provider: OauthProvider, registration: OauthRegistration): OauthClient {
  return { ...templates[provider], ...registration };
}
