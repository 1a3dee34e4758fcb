import { createHash, X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createCertificateSet } from './certificates.ts';

/** Answers a request: bytes, or whatever it does with the response. */
export type Answer = Buffer | ((response: ServerResponse) => void);

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A place on the network where an app looks for new versions. Real HTTPS, with a certificate that was just made. */
export interface UpdateServer extends AsyncDisposable {
  /** The folder of the files; ends with a slash. */
  readonly url: string;
  /** What makes Chromium trust this certificate and no other. */
  readonly trust: string;
  /** In the order they came. */
  readonly requests: readonly SeenRequest[];
  /** How often somebody connected, encrypted or not. */
  connections(): number;
  /** By file name. What is not there is answered with 404. */
  serve(files: Readonly<Record<string, Answer>>): void;
  /** Forgets the requests. */
  forget(): void;
  /** From now on nobody listens there. */
  close(): Promise<void>;
}

const folder = '/homing/';

/** Starts it on a free port. */
export async function startUpdateServer(): Promise<UpdateServer> {
  await using certificates = await createCertificateSet();
  const { certPem, keyPem } = await certificates.make('good');
  const requests: SeenRequest[] = [];
  let connections = 0;
  let files: Readonly<Record<string, Answer>> = {};
  const server = createServer({ cert: certPem, key: keyPem }, (request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, path: url, headers });
    const answer = url.startsWith(folder) ? files[url.slice(folder.length)] : undefined;
    if (answer === undefined) response.writeHead(404).end('nothing here');
    else if (typeof answer === 'function') answer(response);
    else response.writeHead(200, { 'content-length': answer.length }).end(answer);
  });
  server.on('connection', () => void (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `https://localhost:${String(port)}${folder}`,
    trust: `--ignore-certificate-errors-spki-list=${spkiOf(certPem)}`,
    requests,
    connections: () => connections,
    serve(next) {
      files = next;
    },
    forget: () => void requests.splice(0),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Base64 of the SHA-256 of the certificate's public key, as Chromium takes it. */
function spkiOf(pem: string): string {
  const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}
