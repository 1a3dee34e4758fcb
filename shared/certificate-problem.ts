/** What is wrong with a server's certificate. `changed`: it is not the one that a person compared and trusted. */
export type CertificateProblem =
  | 'wrong-name'
  | 'expired'
  | 'not-yet-valid'
  | 'self-signed'
  | 'unknown-authority'
  | 'revoked'
  | 'weak'
  | 'changed'
  | 'other';

/** Node's codes for what OpenSSL and the check of names say (`X509_V_ERR_…` without that beginning). */
const PROBLEMS: Readonly<Record<string, CertificateProblem>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-name',
  HOSTNAME_MISMATCH: 'wrong-name',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  // A chain that ends in an authority we do not know, and which vouches for itself as every authority does.
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  CERT_UNTRUSTED: 'unknown-authority',
  CERT_CHAIN_TOO_LONG: 'unknown-authority',
  CERT_REVOKED: 'revoked',
  CERT_REJECTED: 'revoked',
  // Ours: Node has no code for it, see translate-error.ts.
  CERT_TOO_WEAK: 'weak',
  // Ours, see certificate-trust.ts.
  CERT_CHANGED: 'changed',
};

/** Reads the code of an error of the kind `certificate`. @param code in upper case, null when there was none */
export function certificateProblem(code: string | null): CertificateProblem {
  return code !== null && Object.hasOwn(PROBLEMS, code) ? (PROBLEMS[code] ?? 'other') : 'other';
}
