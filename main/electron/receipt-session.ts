import { randomUUID } from 'node:crypto';
import { session, type Session } from 'electron';
import { appScheme } from './bundle-files.ts';
import { denyPermissions } from './guards.ts';

/** Where the printed page lies. In the page's own session this host does not exist. */
export const receiptUrl = `${appScheme}://receipt/`;

/** A session in memory that knows one document and nothing else: neither the bundle, nor files, nor the network. */
export function openReceiptSession(document: string): Session {
  // Without "persist:", so nothing of it is written to disk.
  const own = session.fromPartition(`receipt-${randomUUID()}`, { cache: false });
  denyPermissions(own);
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== receiptUrl }));
  own.protocol.handle(appScheme, ({ url }) => answerWith(url === receiptUrl ? document : null));
  return own;
}

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  // The receipt brings its style inside, since as a saved file it stands alone.
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

function answerWith(document: string | null): Response {
  return new Response(document, { status: document === null ? 404 : 200, headers });
}
