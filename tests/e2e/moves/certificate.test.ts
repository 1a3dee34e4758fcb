import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprintText } from '../../../shared/model/certificate.ts';
import type { IssuedCertificate } from '../../../main/practice/certificate.ts';
import { startCertificateFront, type CertificateFront } from '../../support/certificate-front.ts';
import { createCertificateSet, sha256OfPem, type CertificateSet } from '../../support/certificates.ts';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { builtApp } from '../support/built-app.ts';
import type { Homing } from '../support/open-homing.ts';
import { seeProblem } from '../support/problems.ts';
import { openScene, raw, typed, type Scene } from '../support/scene.ts';
import { signInOld, typeAccount } from '../support/sign-in.ts';
import { keepFolders, passChecks, startCopying, startMove, waitForFinish } from '../support/walk.ts';
import { arriveAt, at, press, type At } from '../support/wizard.ts';

const destination = { side: 'destination', host: '127.0.0.1' } as const;
const mail = { seed: 18, messages: 400, bytes: 3e6 };

/** Resolves when a certificate's fingerprint can be read, as openssl writes it. */
async function seeFingerprint({ page }: At, { certPem }: IssuedCertificate): Promise<void> {
  const written = fingerprintText(sha256OfPem(certPem));
  const codes = page.locator('.server-certificate__print');
  await expect.poll(() => codes.allTextContents(), { timeout: 10_000 }).toContain(written);
}

describe('a server of one’s own, with a certificate that nobody else vouches for', () => {
  let scene: Scene;
  let certificates: CertificateSet;
  let first: IssuedCertificate;
  let second: IssuedCertificate;
  let front: CertificateFront;
  let app: Homing;

  beforeAll(async () => {
    certificates = await createCertificateSet();
    [first, second] = [await certificates.make('self-signed-other-name'), await certificates.make('self-signed')];
    scene = await openScene({ command: builtApp() });
    await loadRealisticMail(raw(scene.old), mail);
    front = await startCertificateFront(first, scene.new);
    app = await scene.open();
    await startMove(at(app));
    await signInOld(at(app), typed(scene.old));
  }, 120_000);
  afterAll(async () => {
    await scene.close();
    await front.stop();
    await certificates[Symbol.asyncDispose]();
  });

  test('is refused, shown, and trusted once it was compared', { timeout: 60_000 }, async () => {
    const here = at(app);
    await arriveAt(here, 'new-mailbox');
    await typeAccount(here, typed(scene.new, { port: front.port }));
    await press(here, 'account.signIn');
    await seeProblem(here, 'certificate.self-signed', destination);
    await seeFingerprint(here, first);
    expect(front.received, 'no password before anybody trusted it').toBe(0);
    await press(here, 'certificate.trust');
    await press(here, 'certificate.trust.confirm');
    await here.page.getByText(here.say('account.signedIn'), { exact: true }).waitFor();
    await press(here, 'account.continue');
  });

  test('is replaced in the middle of the move: it stops, and both are shown', { timeout: 120_000 }, async () => {
    const here = at(app);
    await passChecks(here);
    await keepFolders(here);
    front.after(1e6, () => front.replace(second));
    await startCopying(here, { mbit: 5 });
    await seeProblem(here, 'certificate.changed', destination);
    await seeFingerprint(here, first);
    await seeFingerprint(here, second);
    expect(front.accepted, 'nobody signed in under the new certificate').toBe(0);
  });

  test('goes on once the new one is trusted, and everything arrives once', { timeout: 120_000 }, async () => {
    const here = at(app);
    await press(here, 'certificate.trust.new');
    await press(here, 'certificate.trust.confirm');
    await waitForFinish(here);
    await assertSameMailboxes(raw(scene.old), raw(scene.new));
    expect(front.accepted).toBeGreaterThan(0);
    expect(app.complaints).toEqual([]);
  });
});
