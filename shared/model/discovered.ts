/** A mail server that was found for a domain, before anybody signed in. */
export interface FoundServer {
  /** ASCII, lower case, never an IP address. */
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
  /** What it signs in with; null where that was not told. */
  readonly user: 'email' | 'local-part' | null;
}

/**
 * What the network told of a domain, by the first way that led anywhere. `published`: by the domain, in a file over https (`autoconfig`)
 * or in DNS (`dns`), which can be forged. `mail-host`: the server that takes its mail, which the directory knows. `guessed`: servers
 * with usual names, with a certificate that is theirs.
 */
export type Discovered =
  | { readonly kind: 'published'; readonly by: 'autoconfig' | 'dns'; readonly servers: readonly FoundServer[] }
  | { readonly kind: 'mail-host'; readonly host: string }
  | { readonly kind: 'guessed'; readonly servers: readonly FoundServer[] }
  | { readonly kind: 'nothing' };
