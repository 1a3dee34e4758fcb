import { rootCertificates, createSecureContext } from 'node:tls';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createOauthFetch, type OauthFetch } from '../../main/oauth/oauth-fetch.ts';

/** What the app asks a test's authorization server with. */
export function fetchTrusting(caPem: string): OauthFetch {
  return createOauthFetch(createSecureContext({ ca: [...rootCertificates, caPem] }));
}

/** One answer of a web server. */
export interface Page {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A browser of a few lines: cookies and redirects, no scripts. */
export class OauthPerson {
  readonly #caPem: string;
  readonly #cookies = new Map<string, string>();

  constructor(caPem: string) {
    this.#caPem = caPem;
  }

  /** Opens an address, agrees or refuses wherever asked, and follows to the end. @returns where it ended */
  async answer(url: string, answer: 'Allow' | 'Deny'): Promise<Page> {
    const page = await this.follow(await this.open(url));
    return this.press(page, answer);
  }

  /** Presses a button of a page, and of those after it. */
  async press(page: Page, answer: 'Allow' | 'Deny'): Promise<Page> {
    const action = /action="(\/interaction\/[^"]+)"/u.exec(page.text)?.[1];
    if (action === undefined) return page;
    const body = new URLSearchParams({ answer });
    const next = await this.open(new URL(action, page.url).href, { method: 'POST', body });
    return this.press(await this.follow(next), answer);
  }

  /** Types a code on the provider's page, as on a telephone (RFC 8628 3.3), and agrees or refuses. */
  async typeCode(page: string, code: string, answer: 'Allow' | 'Deny'): Promise<Page> {
    const hidden = ({ text }: Page): string => /name="xsrf" value="([^"]*)"/u.exec(text)?.[1] ?? '';
    const form = await this.open(page);
    const body = new URLSearchParams({ xsrf: hidden(form), user_code: code });
    const confirm = await this.open(page, { method: 'POST', body });
    body.set('xsrf', hidden(confirm) || hidden(form));
    body.set('confirm', 'yes');
    return this.press(await this.follow(await this.open(page, { method: 'POST', body })), answer);
  }

  async follow(page: Page): Promise<Page> {
    const { location } = page.headers;
    if (page.status < 300 || page.status >= 400 || typeof location !== 'string') return page;
    return this.follow(await this.open(new URL(location, page.url).href));
  }

  /** One request, without following. */
  open(
    url: string,
    {
      method = 'GET',
      body,
      headers = {},
    }: { method?: string; body?: URLSearchParams; headers?: Record<string, string> } = {},
  ): Promise<Page> {
    const { protocol, host } = new URL(url);
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const form = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const options = {
      method,
      agent: false as const,
      headers: {
        ...(protocol === 'https:' ? { cookie } : {}),
        ...form,
        ...headers,
        ...(headers['host'] ? {} : { host }),
      },
    };
    return new Promise((resolve, reject) => {
      const asked =
        protocol === 'https:' ? httpsRequest(url, { ...options, ca: this.#caPem }) : httpRequest(url, options);
      asked.on('error', reject);
      asked.on('response', (answer) => {
        for (const line of answer.headers['set-cookie'] ?? []) {
          const [pair = ''] = line.split(';');
          this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, url, headers: answer.headers, text }));
      });
      asked.end(body?.toString());
    });
  }
}
