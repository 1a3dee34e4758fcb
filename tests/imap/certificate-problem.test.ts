import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority, type Authority, type IssuedCertificate } from '../../main/practice/certificate.ts';
import { certificateProblem, type CertificateProblem } from '../../shared/certificate-problem.ts';
import { connect, factsOf, optionsFor } from './connect-for-test.ts';

const run = promisify(execFile);
const DAY = 86_400_000;
const NAMES = ['localhost', '127.0.0.1'];
let folder: string;
let authority: Authority;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homing-certificates-'));
  authority = await createAuthority();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What our connection makes of a server with this certificate, on 127.0.0.1. */
async function problemWith(certificate: IssuedCertificate, extraCa: string): Promise<CertificateProblem> {
  // Level 0, or the server itself would refuse to use what is too weak.
  const { certPem: cert, keyPem: key } = certificate;
  const server = tls.createServer({ cert, key, ciphers: 'DEFAULT:@SECLEVEL=0' });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  try {
    const address = { host: '127.0.0.1', port, security: 'tls', user: 'someone@example.org' } as const;
    const facts = await factsOf(connect(optionsFor({ address, extraCa })));
    expect(facts).toMatchObject({ kind: 'certificate', when: 'never', outcome: 'refused' });
    return certificateProblem(facts.code ?? null);
  } finally {
    server.close();
  }
}

async function openssl(...args: string[]): Promise<void> {
  await run('openssl', args, { cwd: folder });
}

describe('a certificate that must be refused is refused for its own reason', () => {
  test('another name', async () => {
    expect(await problemWith(await authority.issue(['mail.example.org']), authority.certificatePem)).toBe('wrong-name');
  });

  test('over', async () => {
    const validity = { notBefore: new Date(Date.now() - 9 * DAY), notAfter: new Date(Date.now() - DAY) };
    expect(await problemWith(await authority.issue(NAMES, validity), authority.certificatePem)).toBe('expired');
  });

  test('not begun', async () => {
    const validity = { notBefore: new Date(Date.now() + DAY), notAfter: new Date(Date.now() + 9 * DAY) };
    expect(await problemWith(await authority.issue(NAMES, validity), authority.certificatePem)).toBe('not-yet-valid');
  });

  test('of an authority we do not know', async () => {
    const other = await createAuthority();
    expect(await problemWith(await authority.issue(NAMES), other.certificatePem)).toBe('unknown-authority');
    const whole = await authority.issue(NAMES);
    const chain = { ...whole, certPem: whole.certPem + '\n' + authority.certificatePem };
    expect(await problemWith(chain, (await createAuthority()).certificatePem)).toBe('unknown-authority');
  });

  test('vouched for by nobody but itself', async () => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'self.key'];
    await openssl('req', '-x509', ...key, ...subject, '-days', '2', '-out', 'self.pem');
    const keyPem = await readFile(join(folder, 'self.key'), 'utf8');
    const certPem = await readFile(join(folder, 'self.pem'), 'utf8');
    expect(await problemWith({ certPem, keyPem }, authority.certificatePem)).toBe('self-signed');
  });

  test('signed with a digest that is broken', async () => {
    await openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=Old',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    await openssl(
      'req',
      '-new',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=localhost',
      '-keyout',
      'w.key',
      '-out',
      'w.csr',
    );
    await writeFile(join(folder, 'w.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1');
    const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'w.ext'];
    await openssl('x509', '-req', '-sha1', '-in', 'w.csr', ...signing, '-out', 'w.pem');
    const keyPem = await readFile(join(folder, 'w.key'), 'utf8');
    const certPem = await readFile(join(folder, 'w.pem'), 'utf8');
    expect(await problemWith({ certPem, keyPem }, await readFile(join(folder, 'ca.pem'), 'utf8'))).toBe('weak');
  });
});

test.each([
  ['CERT_REVOKED', 'revoked'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknown-authority'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown-authority'],
  ['HOSTNAME_MISMATCH', 'wrong-name'],
  ['INVALID_PURPOSE', 'other'],
  ['UNSPECIFIED', 'other'],
  ['constructor', 'other'],
  [null, 'other'],
] as const)('%s is %s', (code, problem) => {
  expect(certificateProblem(code)).toBe(problem);
});
