import { createHash } from 'node:crypto';
import tls from 'node:tls';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { certificateProblem, type CertificateProblem } from '../../shared/certificate-problem.ts';
import type { CertificateFacts } from '../../shared/model/certificate.ts';
import { issuerOf, subjectOf } from './read-protection.ts';

/** A certificate as a server showed it. */
export interface ShownCertificate {
  readonly facts: CertificateFacts;
  /** As Node tells it, with the certificate itself as `raw`. */
  readonly peer: PeerCertificate;
}

/** Shorter RSA keys can be broken (NIST SP 800-131A). OpenSSL says so from version 3.2 on, BoringSSL never. */
const SHORTEST_RSA = 2048;

/**
 * Tells the certificate of a connection as soon as the handshake is done, before Node judges it: of one that Node refuses nothing is
 * left to look at. Does nothing when the server shows none.
 */
export function watchCertificate(socket: TLSSocket, tell: (shown: ShownCertificate) => void): void {
  // `secure` is what Node itself judges the certificate on. Not getPeerX509Certificate: the first call takes it away from Node's check.
  socket.prependOnceListener('secure', () => {
    const peer = socket.getPeerCertificate();
    if (Buffer.isBuffer(peer.raw)) tell({ facts: factsOf(peer), peer });
  });
}

/** SHA-256 of a certificate, in hexadecimal digits in upper case. */
export function sha256Of({ raw }: Pick<PeerCertificate, 'raw'>): string {
  return createHash('sha256').update(raw).digest('hex').toUpperCase();
}

/**
 * What the usual check has against a certificate, the gravest first, whatever the TLS library mentions first.
 * @param code of the error; null when the chain was found good
 * @param now milliseconds since 1970
 */
export function faultOf(
  { facts, peer }: ShownCertificate,
  host: string,
  code: string | null,
  now: number,
): CertificateProblem | null {
  if (code === null) return tls.checkServerIdentity(host, peer) ? 'wrong-name' : null;
  const problem = certificateProblem(code);
  if (problem === 'revoked') return problem;
  if (isShort(peer)) return 'weak';
  if (now > facts.validTo) return 'expired';
  return now < facts.validFrom ? 'not-yet-valid' : problem;
}

/** The same as the code of an error. */
export function codeOfFault(fault: CertificateProblem | null, code: string): string {
  if (fault === 'expired') return 'CERT_HAS_EXPIRED';
  if (fault === 'not-yet-valid') return 'CERT_NOT_YET_VALID';
  return fault === 'weak' ? 'CERT_TOO_WEAK' : code;
}

/** PEM of a certificate, as TLS contexts take it. */
export function pemOf({ raw }: Pick<PeerCertificate, 'raw'>): string {
  const lines = raw.toString('base64').match(/.{1,64}/gu) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function factsOf(peer: PeerCertificate): CertificateFacts {
  return {
    sha256: sha256Of(peer),
    subject: subjectOf(peer),
    issuer: issuerOf(peer),
    validFrom: moment(peer.valid_from),
    validTo: moment(peer.valid_to),
  };
}

/** Milliseconds since 1970; 0 for what lies before, or is no date. */
function moment(text: string): number {
  return Math.max(0, Date.parse(text) || 0);
}

/** RSA keys have a modulus; those on curves are long enough by their kind. */
function isShort({ modulus, bits }: PeerCertificate): boolean {
  return modulus !== undefined && bits !== undefined && bits < SHORTEST_RSA;
}
