import { providerCard } from '../model/provider.ts';
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
  protection: protectionView.nullable(),
  facts: accountFactsView.nullable(),
});

/** How far a sign-in under way is. */
export const signInStage = z.enum(['looking', 'connected', 'encrypted', 'signed-in', 'done']);

/** Signs in and remembers the account for a move. */
export const signInRequest = z.strictObject({
  move: z.string().regex(/^[a-z0-9]{16}$/),
  side,
  typed: z.string().trim().min(1).max(320),
  address: accountAddress,
  settingSource,
  provider: shortText.nullable(),
  /** Password or app password. Null signs in with the one that is kept. */
  secret: z.string().min(1).max(4000).nullable(),
});

/** Where an account lives. */
export type AccountAddressInput = z.infer<typeof accountAddress>;
/** One of the two accounts. */
export type AccountView = z.infer<typeof accountView>;
/** How far a sign-in under way is. */
export type SignInStage = z.infer<typeof signInStage>;
/** Signs in and remembers the account for a move. */
export type SignInRequest = z.infer<typeof signInRequest>;
