import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { Protection } from '../../shared/model/protection.ts';

type DistinguishedName = PeerCertificate['subject'];

/** What TLS and the server's certificate say of a connection that stands. */
export function readProtection(socket: TLSSocket): Protection {
  const peer = socket.getPeerCertificate();
  return {
    protocol: socket.getProtocol() ?? '',
    subject: subjectOf(peer),
    issuer: issuerOf(peer),
    validTo: Date.parse(peer.valid_to),
  };
}

/** Whom a certificate is for; empty where it does not say. */
export function subjectOf({ subject, subjectaltname }: PeerCertificate): string {
  // Short-lived certificates often have no common name any more.
  return part(subject, 'CN') ?? /\b(?:DNS|IP Address):([^,]+)/.exec(subjectaltname ?? '')?.[1] ?? '';
}

/** Who vouches for a certificate; empty where it does not say. */
export function issuerOf({ issuer }: PeerCertificate): string {
  return part(issuer, 'O') ?? part(issuer, 'CN') ?? '';
}

/** A part that is there several times comes as an array, whatever the types say. */
function part(name: DistinguishedName, key: 'CN' | 'O'): string | null {
  const value: unknown = (name as Partial<DistinguishedName> | undefined)?.[key];
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' && value !== '' ? value : null;
}
