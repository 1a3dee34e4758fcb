const longest = 500;

/**
 * Whether an address may be handed to the system's browser: https without port or user name, and a host that is exactly one of
 * those given. Every other scheme starts some program on this computer, chosen by whoever wrote the address.
 * @param allowedHosts hosts of the bundled directory; IDN is compared as ASCII
 */
export function mayOpen(url: string, allowedHosts: readonly string[]): boolean {
  // The parser would drop line breaks and turn backslashes into slashes: what it has to repair is no address of ours.
  if (url.length > longest || /[\s\p{C}\\]/u.test(url) || !/^https:\/\/[^/]/u.test(url)) return false;
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
