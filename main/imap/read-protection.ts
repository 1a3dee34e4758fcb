import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { Protection } from '../../shared/model/protection.ts';

type DistinguishedName = PeerCertificate['subject'];

/** What TLS and the server's certificate say of a connection that stands. */
export function readProtection(socket: TLSSocket): Protection {
  const { subject, subjectaltname, issuer, valid_to: validTo } = socket.getPeerCertificate();
  return {
    protocol: socket.getProtocol() ?? '',
    // Short-lived certificates often have no common name any more.
    subject: part(subject, 'CN') ?? /\b(?:DNS|IP Address):([^,]+)/.exec(subjectaltname ?? '')?.[1] ?? '',
    issuer: part(issuer, 'O') ?? part(issuer, 'CN') ?? '',
    validTo: Date.parse(validTo),
  };
}

/** A part that is there several times comes as an array, whatever the types say. */
function part(name: DistinguishedName, key: 'CN' | 'O'): string | null {
  const value: unknown = (name as Partial<DistinguishedName> | undefined)?.[key];
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' && value !== '' ? value : null;
}
