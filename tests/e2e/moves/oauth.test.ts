import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../../../main/practice/certificate.ts';
import { chromiumOptions } from '../../support/chromium.ts';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import type { Dovecot } from '../../support/dovecot.ts';
import { startOauthDovecot } from '../../support/dovecot-oauth.ts';
import { startOauthServer, type OauthServer } from '../../support/oauth-server.ts';
import { fillPlainAccount } from '../../support/plain-account.ts';
import { builtApp } from '../support/built-app.ts';
import type { Homing } from '../support/open-homing.ts';
import { seenBy, useOwnNetwork } from '../support/own-network.ts';
import { openScene, raw, typed, type Scene } from '../support/scene.ts';
import { signInNew } from '../support/sign-in.ts';
import { takePicture } from '../support/take-picture.ts';
import { startCertificateFront, type CertificateFront } from '../../support/certificate-front.ts';
import { keepFolders, passChecks, startCopying, startMove, waitForFinish } from '../support/walk.ts';
import { at, field, press } from '../support/wizard.ts';
import { until } from '../until.ts';

/** A real authorization server, which the app takes for Google's, and an IMAP server that asks it about each token. */
const google = {
  issuer: 'https://accounts.google.com',
  hosts: ['accounts.google.com', 'oauth2.googleapis.com'],
  scope: 'https://mail.google.com/',
  routes: { authorization: '/o/oauth2/v2/auth', token: '/token', revocation: '/revoke' },
};
const user = 'anna@gmail.com';

let server: OauthServer;
let mail: Dovecot;
let front: CertificateFront;
let scene: Scene;
let app: Homing;
let browser: Browser;

beforeAll(async () => {
  server = await startOauthServer(google);
  mail = await startOauthDovecot(server, { users: [user] });
  await fillPlainAccount(mail, user, { mailboxes: 2, messagesEach: 12, maxBytes: 4_000 });
  const authority = await createAuthority();
  front = await startCertificateFront(await authority.issue(['imap.gmail.com']), mail);
  scene = await openScene({ command: builtApp(), authorities: [server.caPem, authority.certificatePem] });
  app = await scene.open();
  await useOwnNetwork(app, {
    places: {
      'accounts.google.com:443': server.port,
      'oauth2.googleapis.com:443': server.port,
      'imap.gmail.com:993': front.port,
    },
  });
  const { args, ...rest } = chromiumOptions();
  const rule = `--host-resolver-rules=MAP accounts.google.com:443 127.0.0.1:${String(server.port)}`;
  browser = await chromium.launch({ ...rest, args: [...args, rule] });
}, 180_000);
afterAll(async () => {
  await browser.close();
  await scene.close();
  await front.stop();
  await mail.stop();
  await server.stop();
});

test('a person signs in through the browser, and the whole move runs on tokens', { timeout: 180_000 }, async () => {
  const here = at(app);
  await startMove(here);
  await field(here, 'account.typed').fill(user);
  await app.page.keyboard.press('Tab');
  await app.page.getByText(here.say('account.ownClient.summary')).click();
  await field(here, 'account.ownClient.id').fill(server.client.clientId);
  await press(here, 'account.ownClient.save');
  await press(here, 'account.browser.signIn', { name: 'Google' });

  const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
  await until(async () => (await seenBy(app)).pages.length > 0);
  const [url = ''] = (await seenBy(app)).pages;
  expect(new URL(url).origin).toBe(google.issuer);
  expect(new URL(url).searchParams.get('login_hint')).toBe(user);
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
  await page.goto(url);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/done$/u);

  await here.page.getByText(here.say('account.signedIn'), { exact: true }).waitFor();
  await takePicture(app, 'signed-in-through-the-browser');
  await press(here, 'account.continue');
  await signInNew(here, typed(scene.new));
  await passChecks(here);
  await keepFolders(here);
  await startCopying(here);
  await waitForFinish(here);
  await assertSameMailboxes(raw(mail, user), raw(scene.new), (name) => name);
  expect(server.asked).toEqual(['authorization_code']);
  const { connections, pages } = await seenBy(app);
  expect(pages).toHaveLength(1);
  expect(connections).toContain('oauth2.googleapis.com:443');
  expect(connections.filter((place) => place === 'imap.gmail.com:993').length).toBeGreaterThan(1);
  expect(app.complaints).toEqual([]);
});
