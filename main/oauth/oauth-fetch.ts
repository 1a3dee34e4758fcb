import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { SecureContext } from 'node:tls';

/** What oauth4webapi asks for, of `fetch`: no more than that is built. */
export interface OauthRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends one request. Rejects when the server cannot be reached, verified or waited for. */
export type OauthFetch = (url: string, init: OauthRequest) => Promise<Response>;

/** Answers of token endpoints have some kilobytes; metadata with keys may have more. */
const longestBody = 256 * 1024;
const patienceMs = 30_000;

/**
 * A `fetch` that trusts the same authorities as connections to mailboxes do, which Node's own cannot be told: networks that look into TLS
 * sign with authorities of the system. Only https, no redirects, answers of limited length.
 */
export function createOauthFetch(trust: SecureContext): OauthFetch {
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const text = body?.toString();
      const limit = AbortSignal.timeout(patienceMs);
      const asked = request(
        url,
        {
          method,
          headers: { ...headers, ...(text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }) },
          ...verifiedBy(trust),
          // A connection that is kept would keep the process.
          agent: false,
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
        },
        (answer) => void readAll(answer).then(resolve, reject),
      );
      asked.on('error', reject);
      asked.end(text);
    });
}

/** The agent hands all options on to `tls.connect`, of which Node's types of `request` know only a part. */
function verifiedBy(secureContext: SecureContext): object {
  return { secureContext, rejectUnauthorized: true };
}

async function readAll(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) throw new Error('The answer is too long');
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    for (const line of [value ?? []].flat()) headers.append(name, line);
  const status = answer.statusCode ?? 500;
  const mayHaveBody = status !== 204 && status !== 304;
  return new Response(mayHaveBody ? Buffer.concat(chunks) : null, { status, headers });
}
