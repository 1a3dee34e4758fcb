import { connect as connectTls, createServer } from 'node:tls';
import type { IssuedCertificate } from '../../../main/practice/certificate.ts';
import type { Dovecot } from '../../support/dovecot.ts';

/** A Dovecot seen behind another certificate. */
export interface TlsFront {
  readonly port: number;
  /** Bytes that clients sent under its protection: a password would be among them. */
  readonly received: number;
  stop(): Promise<void>;
}

/** Starts a server on 127.0.0.1 that shows this certificate and passes on everything. */
export async function startTlsFront(certificate: IssuedCertificate, behind: Dovecot): Promise<TlsFront> {
  let received = 0;
  const server = createServer({ cert: certificate.certPem, key: certificate.keyPem }, (client) => {
    const inner = connectTls({ host: behind.host, port: behind.port, ca: behind.caPem });
    client.on('data', (bytes: Buffer) => (received += bytes.length));
    client.pipe(inner).pipe(client);
    for (const [one, other] of [
      [client, inner],
      [inner, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get received() {
      return received;
    },
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
