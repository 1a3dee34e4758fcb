/** How a connection is protected, for people to see whom they are talking to. Names come from the server's certificate. */
export interface Protection {
  /** As TLS calls itself, for example `TLSv1.3`. */
  readonly protocol: string;
  /** Whom the certificate is for: its common name, else its first DNS name. */
  readonly subject: string;
  /** Who vouches for it: the organisation, else the common name of the issuer. */
  readonly issuer: string;
  /** When the certificate ends, in milliseconds since 1970. */
  readonly validTo: number;
}

/** How far a new connection has come. `connected`: the server answers; `encrypted`: TLS stands and the certificate is good. */
export type ConnectStage = 'connected' | 'encrypted' | 'signed-in';
