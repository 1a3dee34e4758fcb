import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type * as X509 from '@peculiar/x509';

const DAY_MS = 86_400_000;
const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** A server certificate with its private key, both PEM. */
export interface IssuedCertificate {
  readonly certPem: string;
  readonly keyPem: string;
}

/** When a certificate is good. Defaults: since an hour ago, for seven days. */
export interface Validity {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** A certificate authority that lives in memory only. */
export interface Authority {
  /** What a client must trust, PEM. */
  readonly certificatePem: string;
  /**
   * Signs a certificate for exactly these names; IP addresses become IP entries.
   * A name the server does not have, or a validity in the past, gives a certificate that clients must refuse.
   */
  issue(hostnames: readonly string[], validity?: Validity): Promise<IssuedCertificate>;
}

/** Makes an authority (ECDSA P-256) whose key never leaves this process. */
export async function createAuthority(validity: Validity = {}): Promise<Authority> {
  const x509 = await loadX509();
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: newSerial(),
      name: 'CN=Practice authority',
      ...dates(validity),
      signingAlgorithm: SIGNATURE,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  return {
    certificatePem: certificate.toString('pem'),
    issue: (hostnames, leafValidity = {}) => issue({ certificate, keys }, hostnames, leafValidity),
  };
}

interface Issuer {
  readonly certificate: X509.X509Certificate;
  readonly keys: CryptoKeyPair;
}

async function issue(issuer: Issuer, hostnames: readonly string[], validity: Validity): Promise<IssuedCertificate> {
  const x509 = await loadX509();
  const keys = await newKeys();
  const names = hostnames.map((name) => ({ type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const), value: name }));
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: newSerial(),
      subject: `CN=${hostnames[0] ?? 'localhost'}`,
      issuer: issuer.certificate.subject,
      ...dates(validity),
      signingAlgorithm: SIGNATURE,
      publicKey: keys.publicKey,
      signingKey: issuer.keys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
        // Strict verifiers (Python 3.13) want the chain named on both sides.
        await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { certPem: certificate.toString('pem'), keyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') };
}

/** Loaded only when a certificate is made. Its dependency injection needs the polyfill to be there first. */
async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

async function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
}

/** Positive, as RFC 5280 4.1.2.2 wants it. */
function newSerial(): string {
  const bytes = randomBytes(12);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function dates(validity: Validity): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return {
    notBefore: validity.notBefore ?? new Date(now - 3_600_000),
    notAfter: validity.notAfter ?? new Date(now + 7 * DAY_MS),
  };
}
