import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** PEM files of a throw-away authority and of a server certificate signed by it. */
export interface TestCertificate {
  readonly caFile: string;
  readonly caPem: string;
  readonly certFile: string;
  readonly keyFile: string;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes an authority and a certificate for localhost and 127.0.0.1 in `folder`, valid for two days. Needs openssl. */
export async function makeTestCertificate(folder: string): Promise<TestCertificate> {
  const file = (name: string): string => join(folder, name);
  const openssl = async (...args: string[]): Promise<void> => {
    await run('openssl', args);
  };
  // A separate authority, since strict verifiers (Python 3.13) refuse a self-signed leaf as its own issuer.
  await openssl(
    ...['req', '-x509', ...newKey, '-days', '2', '-subj', '/CN=Homing test authority'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ...['-keyout', file('ca.key'), '-out', file('ca.pem')],
  );
  await openssl(
    'req',
    '-new',
    ...newKey,
    '-subj',
    '/CN=localhost',
    '-keyout',
    file('tls.key'),
    '-out',
    file('tls.csr'),
  );
  await writeFile(
    file('tls.ext'),
    [
      'subjectAltName=DNS:localhost,IP:127.0.0.1',
      'basicConstraints=critical,CA:FALSE',
      'keyUsage=critical,digitalSignature',
      'extendedKeyUsage=serverAuth',
      'subjectKeyIdentifier=hash',
      'authorityKeyIdentifier=keyid',
    ].join('\n'),
  );
  await openssl(
    ...['x509', '-req', '-in', file('tls.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'],
    ...['-days', '2', '-extfile', file('tls.ext'), '-out', file('tls.pem')],
  );
  return {
    caFile: file('ca.pem'),
    caPem: await readFile(file('ca.pem'), 'utf8'),
    certFile: file('tls.pem'),
    keyFile: file('tls.key'),
  };
}
