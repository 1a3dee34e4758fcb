import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { hostName } from './host-name.ts';
import { verifiedBy, type Search } from './network.ts';

const longestFile = 64 * 1024;
const mostRedirects = 5;
const redirects: readonly (number | undefined)[] = [301, 302, 303, 307, 308];

/**
 * Reads a file over https. Nothing is sent but its address: no cookie, no language, no name of this program.
 * @returns its text, at most 64 KB of UTF-8
 * @throws Error when it is not there, too long, or behind a redirect to anything but https on the usual port, or behind more than five
 */
export async function fetchConfig(start: string, search: Search): Promise<string> {
  let url = new URL(start);
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const answer = await get(url, search);
    const { statusCode, headers } = answer;
    if (statusCode === 200) return readText(answer);
    answer.destroy();
    if (!redirects.includes(statusCode) || headers.location === undefined) throw new Error('There is no such file');
    url = nextUrl(headers.location, url);
  }
  throw new Error('There are too many redirects');
}

function get(url: URL, { network, signal }: Search): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        ...network.locate(url.hostname, 443),
        path: `${url.pathname}${url.search}`,
        headers: { host: url.hostname, accept: 'application/xml, text/xml' },
        ...verifiedBy(network.trust(), url.hostname),
        // A connection that is kept would keep the process.
        agent: false,
        signal,
      },
      resolve,
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** A redirect may lead to another server, but neither out of TLS nor to an address or a port that only this network has. */
function nextUrl(location: string, from: URL): URL {
  const url = new URL(location, from);
  const isPlain = url.port === '' && url.username === '' && url.password === '';
  if (url.protocol !== 'https:' || !isPlain || hostName(url.hostname) === null)
    throw new Error('The redirect leads astray');
  return url;
}

async function readText(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop by an error ends the connection.
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestFile) throw new Error('The file is too long');
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}
