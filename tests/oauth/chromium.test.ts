import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInWithBrowser } from '../../main/oauth/browser-sign-in.ts';
import { startOauthServer, type OauthServer } from '../support/oauth-server.ts';
import { fetchTrusting } from '../support/oauth-person.ts';
import { chromiumOptions } from '../support/chromium.ts';

let server: OauthServer;
let browser: Browser;

beforeAll(async () => {
  server = await startOauthServer();
  browser = await chromium.launch(chromiumOptions());
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('in a real browser, a hostile page changes nothing, and the person lets the app in', async () => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'fr-FR' });
  const page = await context.newPage();
  const hostile = await context.newPage();
  let back = '';
  const tokens = await signInWithBrowser({
    client: server.client,
    openBrowser: async (url) => {
      const { searchParams } = new URL(url);
      back = `${searchParams.get('redirect_uri') ?? ''}/?state=guessed&code=stolen`;
      // A page of somebody else, in the same browser at the same time.
      await hostile.goto(`${server.issuer}/.well-known/openid-configuration`);
      await hostile.evaluate(async (target) => {
        await fetch(target, { mode: 'no-cors' }).catch(() => undefined);
        const image = new Image();
        image.src = target;
        const frame = document.createElement('iframe');
        frame.src = target;
        document.body.append(image, frame);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }, back);
      await page.goto(url);
      await page.getByRole('button', { name: 'Allow' }).click();
    },
    loginHint: 'mover@example.org',
    signal: new AbortController().signal,
    fetch: fetchTrusting(server.caPem),
  });
  expect(tokens.refreshToken).not.toBe('');
  await page.waitForURL(/\/done$/u);
  expect(await page.textContent('body')).toContain('Vous pouvez fermer cet onglet');
  // Going back does not show an address with the code in it.
  const history = await context.newCDPSession(page);
  const { entries } = await history.send('Page.getNavigationHistory');
  expect(entries.map(({ url }) => url).filter((url) => url.includes('code='))).toEqual([]);
  await context.close();
});
