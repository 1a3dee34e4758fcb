import { DOMParser } from '@xmldom/xmldom';
import type { FoundServer } from '../../shared/model/discovered.ts';
import { hostName } from './host-name.ts';

/** Anything that begins like a declaration: a DTD could define entities, and no such file needs one. */
const declaration = /<!(?!--|\[CDATA\[)/u;
const mostServers = 4;

/**
 * The IMAP servers of a file in Mozilla's autoconfig format (draft-ietf-mailmaint-autoconfig), in its order. Without TLS or STARTTLS a
 * server is none.
 * @param domain takes the place of %EMAILDOMAIN%; the part before the @ takes no place, and is not known here
 * @throws Error when it is no such file
 */
export function readConfig(xml: string, domain: string): readonly FoundServer[] {
  if (declaration.test(xml)) throw new Error('The file has a DTD');
  const parser = new DOMParser({ errorHandler: { warning: () => undefined, error: refuse, fatalError: refuse } });
  const root = parser.parseFromString(xml, 'text/xml').documentElement;
  if (root.nodeName !== 'clientConfig') throw new Error('The file is no client configuration');
  return childrenOf(root, 'emailProvider')
    .flatMap((provider) => childrenOf(provider, 'incomingServer'))
    .flatMap((server) => readServer(server, domain))
    .slice(0, mostServers);
}

function refuse(message: unknown): never {
  throw new Error(String(message));
}

function readServer(server: Element, domain: string): readonly FoundServer[] {
  if (server.getAttribute('type') !== 'imap') return [];
  const host = hostName(textOf(server, 'hostname').replaceAll('%EMAILDOMAIN%', domain));
  const port = portOf(textOf(server, 'port'));
  const security = securityOf(textOf(server, 'socketType'));
  if (host === null || port === null || security === null) return [];
  return [{ host, port, security, user: userOf(textOf(server, 'username'), domain) }];
}

function portOf(text: string): number | null {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

function securityOf(text: string): FoundServer['security'] | null {
  switch (text) {
    case 'SSL':
      return 'tls';
    case 'STARTTLS':
      return 'starttls';
    default:
      return null;
  }
}

function userOf(text: string, domain: string): FoundServer['user'] {
  const rule = text.replaceAll(domain, '%EMAILDOMAIN%');
  if (rule === '%EMAILADDRESS%' || rule === '%EMAILLOCALPART%@%EMAILDOMAIN%') return 'email';
  return rule === '%EMAILLOCALPART%' ? 'local-part' : null;
}

/** Looks at one level only: how deep a hostile file goes does not matter then. */
function childrenOf(parent: Element, name: string): readonly Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling)
    if (node.nodeType === 1 && node.nodeName === name) found.push(node as Element);
  return found;
}

function textOf(parent: Element, name: string): string {
  const [child] = childrenOf(parent, name);
  let text = '';
  for (let node = child?.firstChild ?? null; node !== null; node = node.nextSibling)
    if (node.nodeType === 3 || node.nodeType === 4) text += node.nodeValue ?? '';
  return text.trim();
}
