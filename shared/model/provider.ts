import { z } from '../ipc/zod-without-eval.ts';

/** A page that may be opened in the browser. */
const httpsUrl = z.url({ protocol: /^https$/u, hostname: z.regexes.domain });
/** ISO 3166-1 alpha-2. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/u);
/** As in `pt` or `pt-BR`. */
const languageTag = z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/u);
/** A domain as DNS knows it: ASCII (IDN as `xn--`), lower case, no dot at the end; two labels at least, and no IP address. */
export const domainName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/u;
const domain = z.string().regex(domainName);
/**
 * Where a fact was read: the short name of one of the directory's `sources` with a file or page in it (`ispdb: gmx.net.xml`), or an
 * address or words that stand for themselves.
 */
const source = z.string().min(3);
/** Nothing is in the directory that nobody was asked about. */
const sources = z.array(source).min(1).readonly();
/** Confirmed: by the provider's own page or code, by Thunderbird's ISPDB, or by two catalogues that are kept up. */
const confirmed = z.boolean();

/** How a provider lets a mail program sign in. `not-known`: a password is tried, and nothing is promised. */
export const signInKinds = ['app-password', 'password', 'oauth-only', 'not-known'] as const;
/** The pages a provider may have in the directory. */
export const pageKeys = ['home', 'appPassword', 'appPasswordHelp', 'enableImap', 'help'] as const;
/** What kind of organisation runs a host. */
export const organisations = ['company', 'cooperative', 'association', 'university'] as const;
/** Bytes a day, connections at one time, bytes of one message, seconds of one session: of any, and of one begun with a token. */
export const limitKeys = [
  ...(['downloadBytesPerDay', 'uploadBytesPerDay', 'maxConnections', 'maxMessageBytes'] as const),
  ...(['maxSessionSeconds', 'maxTokenSessionSeconds'] as const),
] as const;

const limit = z.strictObject({ value: z.int().positive(), source, confirmed });
const limits = z.partialRecord(z.enum(limitKeys), limit).readonly();

/** See {@link pageKeys}. */
export type PageKey = (typeof pageKeys)[number];

const server = z.strictObject({
  /** `{domain}` stands for the address's domain. Null: each account or each owner has a name of its own, which the person must type. */
  host: z.string().min(1).nullable(),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls']),
  /** Null: not known. */
  user: z.enum(['email', 'local-part']).nullable(),
  /** For leaving only: it holds everything and takes nothing. */
  readOnly: z.literal(true).optional(),
  sources,
  confirmed,
  /** The day `npm run directory:probe` last found it there: TLS, a certificate of its name, IMAP. */
  probed: z.iso.date().optional(),
});

/** The ends of the names of servers that take mail for domains of customers (MX, RFC 5321): whoever has one is hosted here. */
const mailHosts = z.strictObject({ suffixes: z.array(domain).min(1).readonly(), sources });

/** Domains of a provider's own addresses. */
const ownDomains = z
  .strictObject({ names: z.array(domain).readonly(), sources: z.array(source).readonly() })
  .refine(({ names, sources: read }) => names.length === 0 || read.length > 0, 'domains without a source');

/** How to sign in; only what is not known has no source. */
const signIn = z
  .strictObject({ kind: z.enum(signInKinds), sources: z.array(source).readonly(), confirmed })
  .refine(({ kind, sources: read }) => (kind === 'not-known') === (read.length === 0), 'sign-in without a source');

const country = z.strictObject({ code: countryCode, source, confirmed });

/** Source null: nobody was asked, it is the provider's own front door. */
const page = z.strictObject({ url: httpsUrl, source: source.nullable(), confirmed });

const listed = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/u),
  name: z.string().min(1),
  /** `giant`: most people leave one of these. `host`: most people arrive at one. `own-server-stack`: software for an own server. */
  kind: z.enum(['giant', 'host', 'own-server-stack']),
  domains: ownDomains,
  mx: mailHosts.optional(),
  /** In the order to try them. */
  servers: z.array(server).readonly(),
  signIn,
  /** Whether IMAP must be switched on in the provider's settings; null when no source says. */
  imapSwitch: z.strictObject({ needed: z.enum(['yes', 'perhaps', 'no']), source, confirmed }).nullable(),
  pages: z.partialRecord(z.enum(pageKeys), page).readonly(),
  limits,
  /** Of the company: its law. Null when no source says; the ending of an address says nothing. */
  country: country.nullable(),
  /** Where the mail is kept; left out when no source says. */
  dataCountry: country.optional(),
  /** Left out when no source says. */
  organisation: z.strictObject({ kind: z.enum(organisations), source, confirmed }).optional(),
  /** In which its help and its people answer, BCP 47; left out when no source says. Confirmed only by its help or how to reach it. */
  languages: z.strictObject({ tags: z.array(languageTag).min(1).readonly(), source, confirmed }).optional(),
  /** Whether it takes mail for a domain of one's own; null when no source says. */
  ownDomain: z.strictObject({ possible: z.boolean(), source, confirmed }).nullable(),
  /** A certificate that fails the check is never trusted by hand at a known provider: nobody there would use one. */
  pinAllowed: z.literal(false),
});

/** Nobody is listed of whom nothing was read anywhere. */
const mailProvider = listed.refine(
  ({ servers, domains, country: where, ownDomain }) =>
    servers.length > 0 || domains.sources.length > 0 || where !== null || ownDomain !== null,
  'an entry without a source',
);

/** Why a provider cannot be moved from or to by IMAP. */
export const noImapReasons = ['not-offered', 'own-bridge-only', 'paid-plan-only', 'pop3-only', 'closed'] as const;

const noImapProvider = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/u),
  name: z.string().min(1),
  kind: z.literal('no-imap'),
  domains: ownDomains,
  reason: z.enum(noImapReasons),
  sources,
  confirmed,
});

/** The whole of `resources/providers.json`. */
export const providerDirectoryFile = z.strictObject({
  /** The day the facts were collected, `YYYY-MM-DD`. */
  date: z.iso.date(),
  /** What the short names in sources stand for. */
  sources: z.record(z.string(), z.string()),
  providers: z.array(z.discriminatedUnion('kind', [mailProvider, noImapProvider])).readonly(),
});

/** A provider, host or server software that speaks IMAP. */
export type MailProvider = z.infer<typeof mailProvider>;
/** A provider that does not, or not to everybody. */
export type NoImapProvider = z.infer<typeof noImapProvider>;
/** One entry of the directory. */
export type Provider = MailProvider | NoImapProvider;

/** Where an account may live. `confirmed` covers all of it, the user name included. */
export const proposal = z.strictObject({
  address: z.strictObject({
    host: z.string(),
    port: z.int(),
    security: z.enum(['tls', 'starttls']),
    user: z.string(),
  }),
  /**
   * `known`: in the directory. `published`: by the domain itself; confirmed only over https, and within the domain: plain DNS can be
   * forged. `guessed`: by common custom, to be looked at.
   */
  source: z.enum(['known', 'published', 'guessed']),
  confirmed: z.boolean(),
});
/** See {@link proposal}. */
export type Proposal = z.infer<typeof proposal>;

/** What the wizard shows of a provider. */
export const providerCard = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['giant', 'host', 'own-server-stack']),
  signIn: z.enum(signInKinds),
  imapMustBeSwitchedOn: z.boolean(),
  /** Only those the directory has; all are https and may be opened. */
  pages: z.partialRecord(z.enum(pageKeys), z.string()),
  /** Only those that are known. */
  limits,
  country: z.strictObject({ code: countryCode, confirmed: z.boolean() }).nullable(),
  ownDomain: z.boolean().nullable(),
});
/** See {@link providerCard}. */
export type ProviderCard = z.infer<typeof providerCard>;

/**
 * What an address tells. Proposals are in the order to try them; none when the person must name the server. Those of a known provider are
 * `published` where the domain's own entries in DNS led to it, not the directory.
 */
export const addressLookUp = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('invalid'), reason: z.enum(['empty', 'no-at', 'bad-domain']) }),
  z.strictObject({ kind: z.literal('known'), provider: providerCard, proposals: z.array(proposal).readonly() }),
  z.strictObject({
    kind: z.literal('no-imap'),
    provider: z.strictObject({ id: z.string(), name: z.string(), reason: z.enum(noImapReasons) }),
  }),
  z.strictObject({ kind: z.literal('unknown'), domain: z.string(), proposals: z.array(proposal).readonly() }),
]);
/** See {@link addressLookUp}. */
export type AddressLookUp = z.infer<typeof addressLookUp>;
