/** A SASL mechanism that takes an access token. */
export interface BearerMechanism {
  readonly name: 'OAUTHBEARER' | 'XOAUTH2';
  /** What a server's error details are answered with, for it to end the exchange: base64. */
  readonly breaker: string;
}

/** Whom to sign in as, and where. */
export interface BearerIdentity {
  readonly user: string;
  readonly token: string;
  readonly host: string;
  readonly port: number;
}

/** The standard one (RFC 7628) where it is offered, else the one it was made from; null when there is none. */
export function bearerMechanism(capabilities: ReadonlyMap<string, unknown>): BearerMechanism | null {
  // RFC 7628 3.2.3 wants a single %x01 there; Google and Microsoft want an empty line.
  if (capabilities.has('AUTH=OAUTHBEARER')) return { name: 'OAUTHBEARER', breaker: 'AQ==' };
  return capabilities.has('AUTH=XOAUTH2') ? { name: 'XOAUTH2', breaker: '' } : null;
}

/** The client's only message, in base64. */
export function bearerResponse({ name }: BearerMechanism, { user, token, host, port }: BearerIdentity): string {
  const parts =
    name === 'OAUTHBEARER'
      ? [`n,a=${saslName(user)},`, `host=${host}`, `port=${String(port)}`, `auth=Bearer ${token}`, '', '']
      : [`user=${user}`, `auth=Bearer ${token}`, '', ''];
  return Buffer.from(parts.join('\x01')).toString('base64');
}

/** RFC 5801 4: the two characters that mean something in a GS2 header. */
function saslName(user: string): string {
  return user.replaceAll('=', '=3D').replaceAll(',', '=2C');
}

/**
 * The details a server gives before it refuses (RFC 7628 3.2.2), for people to read; empty when they say nothing.
 * @param challenge base64 of a JSON object
 */
export function bearerDetails(challenge: string): string {
  try {
    const details: unknown = JSON.parse(Buffer.from(challenge, 'base64').toString('utf8'));
    if (typeof details !== 'object' || details === null) return '';
    return Object.entries(details)
      .filter(([name, value]) => told.includes(name) && typeof value === 'string' && value !== '')
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(', ');
  } catch {
    return '';
  }
}

const told: readonly string[] = ['status', 'error', 'error_description', 'scope'];
