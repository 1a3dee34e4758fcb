import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** Where the page lives: app://bundle/index.html. */
export const appScheme = 'app';
const host = 'bundle';
/** The origin of our own page, and of nothing else. */
export const appOrigin = `${appScheme}://${host}`;

/** Longer than any path of the bundle. */
const longestPath = 512;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Answers a request to app:// with a file of the bundle, and with 404 or 405 to everything else.
 * @param root folder of the built page; nothing outside of it is ever read
 */
export async function answerFromBundle(request: Pick<Request, 'method' | 'url'>, root: string): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  const path = pathInBundle(request.url);
  const mediaType = path === null ? undefined : mediaTypes[extname(path)];
  if (path === null || mediaType === undefined) return refuse(404);
  const file = join(root, path);
  if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return refuse(404);
  try {
    const headers = { ...alwaysSent, 'Content-Type': mediaType };
    return new Response(await readFile(file), { headers });
  } catch {
    return refuse(404); // no such file
  }
}

const alwaysSent = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
};

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: alwaysSent });
}

/** The decoded path, or null for what no page of ours would ask for. Decoded once: what is still encoded then is no path of ours. */
function pathInBundle(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host: asked, pathname, username, password } = new URL(url);
  if (protocol !== `${appScheme}:` || asked !== host || username !== '' || password !== '') return null;
  const path = decodeOnce(pathname);
  if (path === null || path.length > longestPath) return null;
  // Neither dots that climb, nor backslashes, drive letters, NUL or a second encoding.
  return /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/u.test(path) ? path : null;
}

function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
