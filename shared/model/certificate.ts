import type { CertificateProblem } from '../certificate-problem.ts';

/** A server's certificate, for people to recognise it by. Names are the server's own words. */
export interface CertificateFacts {
  /** SHA-256 of the certificate as it came (DER): 64 hexadecimal digits in upper case. */
  readonly sha256: string;
  /** Whom it is for: its common name, else its first name. */
  readonly subject: string;
  /** Who vouches for it. */
  readonly issuer: string;
  /** In milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** A certificate that a connection was refused for. */
export interface PresentedCertificate extends CertificateFacts {
  /** What the usual check has against it. Null: nothing, it only is not the one that was trusted before. */
  readonly fault: CertificateProblem | null;
}

/**
 * What a person may set aside by comparing the certificate: the certificate itself then says who the server is. Dates, a withdrawal and
 * weak keys are no matter of who it is, and stay refused.
 */
const comparable: ReadonlySet<CertificateProblem> = new Set(['self-signed', 'unknown-authority', 'wrong-name']);

/** Whether a connection could go ahead if exactly this certificate were trusted. */
export function isComparable({ fault }: Pick<PresentedCertificate, 'fault'>): boolean {
  return fault === null || comparable.has(fault);
}

/**
 * Reads a SHA-256 as people have it: with colons, spaces or neither, in any case, with or without `SHA256:` and what openssl says before.
 * @returns 64 hexadecimal digits in upper case, or null when it is none
 */
export function readFingerprint(text: string): string | null {
  const digits = text.replace(/^\s*sha-?256(?:\s+fingerprint)?\s*[:=]/iu, '').replace(/[\s:]/gu, '');
  return /^[0-9a-f]{64}$/iu.test(digits) ? digits.toUpperCase() : null;
}

/** As openssl writes it, in pairs: to be compared and copied. */
export function fingerprintText(sha256: string): string {
  return sha256.match(/.{2}/gu)?.join(':') ?? '';
}
