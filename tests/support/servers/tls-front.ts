import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import type { TestCertificate } from '../dovecot-certificate.ts';

/** TLS in front of a server that speaks plainly on loopback, as `stunnel` would give it. */
export interface TlsFront {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and passes everything on to another one there. */
export async function startTlsFront(plainPort: number, { certFile, keyFile }: TestCertificate): Promise<TlsFront> {
  const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
  const open = new Set<TLSSocket>();
  const server = createServer({ cert, key }, (outside) => {
    open.add(outside);
    const inside = connect(plainPort, '127.0.0.1');
    outside.setNoDelay(true);
    inside.setNoDelay(true);
    outside.pipe(inside).pipe(outside);
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    outside.on('close', () => open.delete(outside));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
