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

/** The key under which the journal knows an account: two addresses with one key are one account. */
export function accountKey(address: AccountAddress): string {
  return `${encodeURIComponent(address.user)}@${address.host.toLowerCase()}:${String(address.port)}`;
}
