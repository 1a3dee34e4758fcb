const longest = 500;
/** An authorization request carries scopes, a challenge, a state and a hint. */
const longestSignIn = 4000;

/**
 * Whether an address may be handed to the system's browser: https without port or user name, and a host that is exactly one of
 * those given. Every other scheme starts some program on this computer, chosen by whoever wrote the address.
 * @param allowedHosts hosts of the bundled directory; IDN is compared as ASCII
 */
export function mayOpen(url: string, allowedHosts: readonly string[]): boolean {
  return isPlain(url) && hasHostOf(url, allowedHosts);
}

/**
 * Whether an address is an OAuth authorization endpoint with a query, and nothing beside: what else is in the address may only be
 * what URLSearchParams writes.
 * @param endpoint of the client, which comes with the app or from the person; https, perhaps with a port
 */
export function mayOpenSignIn(url: string, endpoint: string): boolean {
  if (url.length > longestSignIn || !URL.canParse(endpoint)) return false;
  const { protocol, username, password, hash, search, href } = new URL(endpoint);
  if (protocol !== 'https:' || username !== '' || password !== '' || hash !== '' || href !== endpoint) return false;
  const start = `${endpoint}${search === '' ? '?' : '&'}`;
  return url.startsWith(start) && /^[\w.*+%&=-]+$/u.test(url.slice(start.length)) && URL.canParse(url);
}

/** The parser would drop line breaks and turn backslashes into slashes: what it has to repair is no address of ours. */
function isPlain(url: string): boolean {
  return url.length <= longest && !/[\s\p{C}\\]/u.test(url) && /^https:\/\/[^/]/u.test(url);
}

function hasHostOf(url: string, allowedHosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, port, hostname } = new URL(url);
  if (protocol !== 'https:' || username !== '' || password !== '' || port !== '') return false;
  // An "@" or ":" without content, or an encoded letter, leaves no trace in the parsed parts.
  const [authority = ''] = url.slice('https://'.length).split(/[/?#]/u);
  return !/[@:%]/u.test(authority) && allowedHosts.some((host) => asciiHost(host) === hostname);
}

/** As the parser writes it; null for what is no host. */
function asciiHost(host: string): string | null {
  const url = `https://${host}/`;
  if (/[\s@:%\\]/u.test(host) || !URL.canParse(url)) return null;
  const { hostname, href } = new URL(url);
  return href === `https://${hostname}/` ? hostname : null;
}
