/** Where an account lives. Never carries a secret: those travel beside it, see {@link Secret}. */
export interface AccountAddress {
  readonly host: string;
  readonly port: number;
  /** `tls`: TLS from the first byte (RFC 8314). `starttls`: STARTTLS that must succeed. There is no third way. */
  readonly security: 'tls' | 'starttls';
  readonly user: string;
}

/** What proves who we are; lives in memory only. */
export type Secret =
  | { readonly kind: 'password'; readonly value: string }
  /** OAuth 2.0 access token for XOAUTH2 or OAUTHBEARER (RFC 7628). */
  | { readonly kind: 'token'; readonly value: string };

/** The key under which journals know an account. Two keys may be one account, written in two ways: see {@link accountIdentity}. */
export function accountKey(address: AccountAddress): string {
  return `${encodeURIComponent(address.user)}@${address.host.toLowerCase()}:${String(address.port)}`;
}

/**
 * What is equal for two addresses of one account, as far as anybody can tell without asking the server. Servers that tell users apart by
 * capital letters alone are not known, and 993 and 143 are two doors of one server; any other port may be another server.
 */
export function accountIdentity({ user, host, port }: AccountAddress): string {
  const door = port === 993 || port === 143 ? 'usual' : String(port);
  return `${user.normalize('NFC').toLowerCase()}@${hostIdentity(host)}:${door}`;
}

/** Whether two addresses are one account; see {@link accountIdentity}. */
export function isSameAccount(one: AccountAddress, other: AccountAddress): boolean {
  return accountIdentity(one) === accountIdentity(other);
}

/** A host in its one spelling: small letters, Punycode, the shortest form of an IPv6 address. */
function hostIdentity(host: string): string {
  const url = `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}/`;
  const name = URL.canParse(url) ? new URL(url).hostname : host.toLowerCase();
  return name.replace(/\.$/, '');
}
