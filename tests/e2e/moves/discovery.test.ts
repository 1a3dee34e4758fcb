import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../../../main/practice/certificate.ts';
import { configFile } from '../../discovery/support/config-file.ts';
import { DnsServer } from '../../discovery/support/dns-server.ts';
import { startCertificateFront, type CertificateFront } from '../../support/certificate-front.ts';
import { fillPlainAccount } from '../../support/plain-account.ts';
import { builtApp } from '../support/built-app.ts';
import type { Homing } from '../support/open-homing.ts';
import { seenBy, useOwnNetwork } from '../support/own-network.ts';
import { openScene, typed, type Scene } from '../support/scene.ts';
import { signIn, signInNew, typePassword } from '../support/sign-in.ts';
import { takePicture } from '../support/take-picture.ts';
import { keepFolders, passChecks, startCopying, startMove, waitForFinish } from '../support/walk.ts';
import { at, field, press } from '../support/wizard.ts';

/** Nobody lists it: it publishes its server as hosts do, on a page of its own. */
const domain = 'small.example';
const user = `anna@${domain}`;
const config = `autoconfig.${domain}`;
const mailHost = `imap.${domain}`;

let web: Server;
let dns: DnsServer;
let front: CertificateFront;
let scene: Scene;
let app: Homing;
/** Everything the web server was asked: address and headers. */
const requests: string[] = [];

beforeAll(async () => {
  const authority = await createAuthority();
  const { certPem, keyPem } = await authority.issue([config]);
  web = createServer({ cert: certPem, key: keyPem }, ({ url = '', headers }, response) => {
    requests.push(`${url} ${JSON.stringify(headers)}`);
    response.end(configFile({ host: mailHost }));
  });
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  dns = await DnsServer.start({});
  scene = await openScene({
    command: builtApp(),
    old: { users: [user] },
    authorities: [authority.certificatePem],
  });
  await fillPlainAccount(scene.old, user, { mailboxes: 1, messagesEach: 10, maxBytes: 2_000 });
  front = await startCertificateFront(await authority.issue([mailHost]), scene.old);
  app = await scene.open();
  await useOwnNetwork(app, {
    places: { [`${config}:443`]: (web.address() as AddressInfo).port, [`${mailHost}:993`]: front.port },
    dns: dns.address,
  });
}, 120_000);
afterAll(async () => {
  await scene.close();
  await front.stop();
  await dns[Symbol.asyncDispose]();
  web.closeAllConnections();
  web.close();
});

test('a domain that publishes nothing leads to typing the server in', { timeout: 60_000 }, async () => {
  const here = at(app);
  await startMove(here);
  await field(here, 'account.typed').fill('anna@nowhere.example');
  await press(here, 'account.find');
  await field(here, 'account.host').waitFor();
  expect(dns.questions).toContain('SRV _imaps._tcp.nowhere.example');
  expect(dns.questions.join('\n').toLowerCase()).not.toContain('anna');
});

test('the server of a domain that nobody lists is found, and moved from', { timeout: 120_000 }, async () => {
  const here = at(app);
  await field(here, 'account.typed').fill(user);
  await press(here, 'account.find');
  await app.page.getByText(`${domain} publishes this server itself`).waitFor();
  expect(await app.page.getByText(mailHost).first().isVisible()).toBe(true);
  await takePicture(app, 'found-by-the-network');

  // Up to here, nothing was told but the domain.
  const { connections } = await seenBy(app);
  const sent = [...dns.questions, ...requests, ...connections].join('\n');
  expect(sent).toContain(domain);
  expect(sent.toLowerCase()).not.toContain('anna');
  for (const place of connections) expect(place).toMatch(/(?:small|nowhere)\.example:(?:443|993)$/u);
  expect(front.received).toBe(0);

  await typePassword(here, scene.old.password);
  await signIn(here);
  await press(here, 'account.continue');
  await signInNew(here, typed(scene.new));
  await passChecks(here);
  await keepFolders(here);
  await startCopying(here);
  await waitForFinish(here);
  expect(app.complaints).toEqual([]);
});
