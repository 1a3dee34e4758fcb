import { connect as connectTls, createServer, type TLSSocket } from 'node:tls';
import type { IssuedCertificate } from '../../main/practice/certificate.ts';

/** A server seen behind another certificate. */
export interface CertificateFront {
  readonly port: number;
  /** Bytes that clients sent under its protection: a password would be among them. */
  readonly received: number;
  /** Connections under the certificate it shows now that said anything. */
  readonly accepted: number;
  /** Shows another certificate from the next connection on, and ends all that there are. */
  replace(certificate: IssuedCertificate): void;
  /** Does something once, as soon as clients have sent so many bytes more. */
  after(bytes: number, act: () => void): void;
  stop(): Promise<void>;
}

/** Starts a server on 127.0.0.1 that shows this certificate and passes on everything. */
export async function startCertificateFront(
  certificate: IssuedCertificate,
  behind: { readonly host: string; readonly port: number; readonly caPem: string },
): Promise<CertificateFront> {
  let received = 0;
  let accepted = 0;
  let due: { readonly at: number; readonly act: () => void } | null = null;
  const clients = new Set<TLSSocket>();
  const context = ({ certPem, keyPem }: IssuedCertificate): { cert: string; key: string; ciphers: string } => ({
    cert: certPem,
    key: keyPem,
    // Level 0, or this server itself would refuse to use what is too weak.
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  const server = createServer(context(certificate), (client) => {
    const inner = connectTls({ host: behind.host, port: behind.port, ca: behind.caPem });
    clients.add(client);
    let isHeard = false;
    client.on('data', (bytes: Buffer) => {
      if (!isHeard) accepted += 1;
      isHeard = true;
      received += bytes.length;
      if (!due || received < due.at) return;
      const { act } = due;
      due = null;
      act();
    });
    client.pipe(inner).pipe(client);
    client.on('close', () => clients.delete(client));
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
    get accepted() {
      return accepted;
    },
    replace(next) {
      server.setSecureContext(context(next));
      for (const client of clients) client.destroy();
      accepted = 0;
    },
    after(bytes, act) {
      due = { at: received + bytes, act };
    },
    stop: async () => {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
