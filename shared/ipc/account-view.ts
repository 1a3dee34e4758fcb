import { providerCard } from '../model/provider.ts';
import { certificateView } from './certificate-view.ts';
import { count, moment, role, shortText, side } from './fields.ts';
import { z } from './zod-without-eval.ts';

/** Where an account lives, as typed or found. */
export const accountAddress = z.strictObject({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls']),
  user: z.string().trim().min(1).max(320),
});

/** Where a server setting comes from. `typed`: by the person. */
export const settingSource = z.enum(['known', 'published', 'guessed', 'typed']);

/** Name and worth of the protected connection. */
export const protectionView = z.strictObject({
  /** For example `TLSv1.3`. */
  protocol: shortText,
  subject: shortText,
  issuer: shortText,
  validTo: moment,
});

/** What the last look into the account found. */
export const accountFactsView = z.strictObject({
  at: moment,
  serverName: shortText.nullable(),
  mailboxes: count,
  messages: count,
  bytes: count.nullable(),
  /** Null: not told. */
  quota: z.strictObject({ usedBytes: count, limitBytes: count }).nullable(),
  appendLimit: count.nullable(),
  /** Special mailboxes found. */
  roles: z.array(role),
});

/** One of the two accounts. Never carries a secret. */
export const accountView = z.strictObject({
  /** The mail address as typed. */
  typed: shortText,
  address: accountAddress,
  settingSource,
  provider: providerCard.nullable(),
  /** Whether the last sign-in worked. */
  signedIn: z.boolean(),
  /** `kept`: in the keychain, or in memory where there is none. `missing`: must be asked for. */
  secret: z.enum(['kept', 'missing']),
  /** How it is signed in to: what has to be done again when the secret is missing or has ended. */
  auth: z.enum(['password', 'oauth']),
  protection: protectionView.nullable(),
  /** The certificate that the person trusts at this server by hand. */
  trusted: certificateView.nullable(),
  facts: accountFactsView.nullable(),
});

/** How far a sign-in under way is. `browser`: it waits for the person, in the browser. */
export const signInStage = z.enum(['browser', 'looking', 'connected', 'encrypted', 'signed-in', 'done']);

/** Signs in through the browser, without a password, and remembers the account for a move. */
export const browserSignInRequest = z.strictObject({
  move: z.string().regex(/^[a-z0-9]{16}$/),
  side,
  typed: z.string().trim().min(1).max(320),
  address: accountAddress,
  settingSource,
  provider: shortText.nullable(),
});

/** Signs in and remembers the account for a move. */
export const signInRequest = browserSignInRequest.extend({
  /** Password or app password. Null signs in with the one that is kept. */
  secret: z.string().min(1).max(4000).nullable(),
});

/** Where an account lives. */
export type AccountAddressInput = z.infer<typeof accountAddress>;
/** One of the two accounts. */
export type AccountView = z.infer<typeof accountView>;
/** How far a sign-in under way is. */
export type SignInStage = z.infer<typeof signInStage>;
/** Signs in through the browser and remembers the account for a move. */
export type BrowserSignInRequest = z.infer<typeof browserSignInRequest>;
/** Signs in and remembers the account for a move. */
export type SignInRequest = z.infer<typeof signInRequest>;
