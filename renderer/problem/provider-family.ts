/** Providers whose sign-in has rules and words of its own. `united`: GMX, WEB.DE and mail.com, which share their software. */
export type ProviderFamily = 'google' | 'microsoft' | 'united' | 'yahoo' | 'apple' | 'fastmail' | 'other';

/** A family with the name people know. Names of companies are the same in every language. */
export interface FamilyFacts {
  readonly family: ProviderFamily;
  /** Null where the host's name has to do. */
  readonly brand: string | null;
}

const byId: Readonly<Record<string, FamilyFacts>> = {
  gmail: { family: 'google', brand: 'Google' },
  outlook: { family: 'microsoft', brand: 'Microsoft' },
  office365: { family: 'microsoft', brand: 'Microsoft' },
  yahoo: { family: 'yahoo', brand: 'Yahoo' },
  aol: { family: 'yahoo', brand: 'AOL' },
  icloud: { family: 'apple', brand: 'Apple' },
  gmx: { family: 'united', brand: 'GMX' },
  gmx_com: { family: 'united', brand: 'GMX' },
  web_de: { family: 'united', brand: 'WEB.DE' },
  mail_com: { family: 'united', brand: 'mail.com' },
  fastmail: { family: 'fastmail', brand: 'Fastmail' },
};

/** Endings of host names, for accounts with a domain of their own. */
const byHost: readonly (readonly [ending: string, id: string])[] = [
  ['.gmail.com', 'gmail'],
  ['.googlemail.com', 'gmail'],
  ['.office365.com', 'office365'],
  ['.outlook.com', 'outlook'],
  ['.mail.yahoo.com', 'yahoo'],
  ['.aol.com', 'aol'],
  ['.mail.me.com', 'icloud'],
  ['.gmx.net', 'gmx'],
  ['.gmx.com', 'gmx_com'],
  ['.web.de', 'web_de'],
  ['.mail.com', 'mail_com'],
  ['.fastmail.com', 'fastmail'],
];

const other: FamilyFacts = { family: 'other', brand: null };

/**
 * Whose rules apply to an account.
 * @param provider id in the directory, if the address told it
 * @param host the server's name, which tells it where the address does not
 */
export function providerFamily(provider: string | null, host: string | null): FamilyFacts {
  if (provider !== null && Object.hasOwn(byId, provider)) return byId[provider] ?? other;
  const name = (host ?? '').toLowerCase();
  const found = byHost.find(([ending]) => name.endsWith(ending));
  return (found && byId[found[1]]) ?? other;
}
