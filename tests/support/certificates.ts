import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createAuthority, type IssuedCertificate, type Validity } from '../../main/practice/certificate.ts';
import type { TestCertificate } from './dovecot-certificate.ts';

const run = promisify(execFile);
const DAY_MS = 86_400_000;
const HERE = ['localhost', '127.0.0.1'];

/** The ways a certificate can be. All but `good` and `broken-digest` come without the certificate of their authority. */
export const certificateKinds = [
  'good',
  'self-signed',
  'self-signed-other-name',
  'unknown-authority',
  'unknown-authority-in-chain',
  'wrong-name',
  'expired',
  'expired-unknown-authority',
  'not-yet-valid',
  'short-key',
  'broken-digest',
] as const;

/** See {@link certificateKinds}. */
export type CertificateKind = (typeof certificateKinds)[number];

/** Makes server certificates of every kind, with an authority that a client may trust. */
export interface CertificateSet extends AsyncDisposable {
  /** PEM of the authorities to trust. */
  readonly authorityPem: string;
  make(kind: CertificateKind): Promise<IssuedCertificate>;
  /** Self-signed and fit to sign others, as `openssl req -x509` makes them, and a certificate it signed. */
  makePair(): Promise<{ readonly parent: IssuedCertificate; readonly child: IssuedCertificate }>;
  /** As files, for servers that read such. */
  files(certificate: IssuedCertificate): Promise<TestCertificate>;
}

/** SHA-256 of the first certificate of a PEM, in upper case. */
export function sha256OfPem(pem: string): string {
  return createHash('sha256').update(new X509Certificate(pem).raw).digest('hex').toUpperCase();
}

/** Makes the set in a folder of its own. Needs openssl. */
export async function createCertificateSet(): Promise<CertificateSet> {
  const folder = await mkdtemp(join(tmpdir(), 'homing-certificates-'));
  const authority = await createAuthority();
  const stranger = await createAuthority();
  let count = 0;
  const openssl = async (...args: string[]): Promise<void> => {
    await run('openssl', args, { cwd: folder });
  };
  const read = async (cert: string, key: string): Promise<IssuedCertificate> => ({
    certPem: await readFile(join(folder, cert), 'utf8'),
    keyPem: await readFile(join(folder, key), 'utf8'),
  });
  const selfSigned = async (names: readonly string[], algorithm: readonly string[] = ['rsa:2048']): Promise<string> => {
    const name = `self${String(++count)}`;
    const alternative = names.map((host) => `${/^[\d.]+$/u.test(host) ? 'IP' : 'DNS'}:${host}`).join(',');
    const subject = ['-subj', `/CN=${names[0] ?? ''}`, '-addext', `subjectAltName=${alternative}`];
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
    await openssl('req', '-x509', '-newkey', ...algorithm, '-nodes', '-days', '2', ...subject, ...files);
    return name;
  };
  const signedBy = async (parent: string, digest: string): Promise<IssuedCertificate> => {
    const name = `child${String(++count)}`;
    await writeFile(join(folder, `${name}.ext`), 'subjectAltName=DNS:localhost,IP:127.0.0.1');
    const request = ['-subj', '/CN=signed by another', '-keyout', `${name}.key`, '-out', `${name}.csr`];
    await openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', ...request);
    const signing = ['-CA', `${parent}.pem`, '-CAkey', `${parent}.key`, '-CAcreateserial', '-days', '2'];
    const files = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-out', `${name}.pem`];
    await openssl('x509', '-req', digest, ...signing, ...files);
    return read(`${name}.pem`, `${name}.key`);
  };
  const old = await selfSigned(['Old authority']);
  const past: Validity = { notBefore: new Date(Date.now() - 9 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) };
  const future: Validity = { notBefore: new Date(Date.now() + DAY_MS), notAfter: new Date(Date.now() + 9 * DAY_MS) };
  const makers: Readonly<Record<CertificateKind, () => Promise<IssuedCertificate>>> = {
    good: () => authority.issue(HERE),
    'self-signed': async () => {
      const name = await selfSigned(HERE);
      return read(`${name}.pem`, `${name}.key`);
    },
    'self-signed-other-name': async () => {
      const name = await selfSigned(['nas.home.arpa']);
      return read(`${name}.pem`, `${name}.key`);
    },
    'unknown-authority': () => stranger.issue(HERE),
    'unknown-authority-in-chain': async () => {
      const leaf = await stranger.issue(HERE);
      return { ...leaf, certPem: `${leaf.certPem}\n${stranger.certificatePem}` };
    },
    'wrong-name': () => authority.issue(['mail.example.org']),
    expired: () => authority.issue(HERE, past),
    'expired-unknown-authority': () => stranger.issue(HERE, past),
    'not-yet-valid': () => authority.issue(HERE, future),
    'short-key': async () => {
      const name = await selfSigned(HERE, ['rsa:1024']);
      return read(`${name}.pem`, `${name}.key`);
    },
    'broken-digest': () => signedBy(old, '-sha1'),
  };
  return {
    authorityPem: `${authority.certificatePem}\n${await readFile(join(folder, `${old}.pem`), 'utf8')}`,
    make: (kind) => makers[kind](),
    async makePair() {
      const parent = await selfSigned(HERE);
      return { parent: await read(`${parent}.pem`, `${parent}.key`), child: await signedBy(parent, '-sha256') };
    },
    async files({ certPem, keyPem }) {
      const name = join(folder, `files${String(++count)}`);
      await writeFile(`${name}.pem`, certPem);
      await writeFile(`${name}.key`, keyPem);
      return { caFile: `${name}.pem`, caPem: certPem, certFile: `${name}.pem`, keyFile: `${name}.key` };
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}
