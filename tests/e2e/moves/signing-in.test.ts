import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority } from '../../../main/practice/certificate.ts';
import { builtApp } from '../support/built-app.ts';
import type { Homing } from '../support/open-homing.ts';
import { seeProblem } from '../support/problems.ts';
import { openScene, typed, type Scene } from '../support/scene.ts';
import { signIn, typeAccount, typePassword } from '../support/sign-in.ts';
import { startCertificateFront, type CertificateFront } from '../../support/certificate-front.ts';
import { startMove } from '../support/walk.ts';
import { arriveAt, at, field, press, type At } from '../support/wizard.ts';

const source = { side: 'source', host: '127.0.0.1' } as const;
const destination = { side: 'destination', host: '127.0.0.1' } as const;

/** Follows the link from a problem to the field it is about, which then has the focus. */
async function goToField(here: At, id: 'account.host' | 'account.port' | 'account.secret'): Promise<void> {
  await press(here, 'account.goTo', { field: here.say(id) });
  expect(await field(here, id).evaluate((input) => input === document.activeElement)).toBe(true);
}

describe('a sign-in that fails says why, and the next one works', () => {
  let scene: Scene;
  let app: Homing;
  let front: CertificateFront;

  beforeAll(async () => {
    const authority = await createAuthority();
    scene = await openScene({ command: builtApp(), authorities: [authority.certificatePem] });
    front = await startCertificateFront(await authority.issue(['localhost']), scene.old);
    app = await scene.open();
    await startMove(at(app));
  });
  afterAll(async () => {
    await scene.close();
    await front.stop();
  });

  test('nobody listens at the port', async () => {
    const here = at(app);
    await typeAccount(here, typed(scene.old, { port: 1 }));
    await press(here, 'account.signIn');
    await seeProblem(here, 'connection-refused', source);
    await goToField(here, 'account.port');
  });

  test('the certificate is made out to another name', async () => {
    const here = at(app);
    await field(here, 'account.port').fill(String(front.port));
    await press(here, 'account.signIn');
    await seeProblem(here, 'certificate.wrong-name', source);
    expect(front.received, 'nothing was said to a stranger').toBe(0);
    await goToField(here, 'account.host');
    await field(here, 'account.host').fill('localhost');
    await signIn(here);
    await press(here, 'account.continue');
  });

  test('the password is wrong', async () => {
    const here = at(app);
    await arriveAt(here, 'new-mailbox');
    const { password, ...account } = typed(scene.new);
    await typeAccount(here, { ...account, password: 'not the one' });
    await press(here, 'account.signIn');
    await seeProblem(here, 'refused.wrong-password', destination);
    await goToField(here, 'account.secret');
    await typePassword(here, password);
    await signIn(here);
    await press(here, 'account.continue');
    await arriveAt(here, 'checks');
    expect(app.complaints).toEqual([]);
  });
});

test('an authority nobody knows is not trusted, until it is added to the computer', { timeout: 90_000 }, async () => {
  const scene = await openScene({ command: builtApp(), trusts: false });
  try {
    const app = await scene.open();
    await startMove(at(app));
    await typeAccount(at(app), typed(scene.old));
    await press(at(app), 'account.signIn');
    await seeProblem(at(app), 'certificate.unknown-authority', source);
    await app.quit();
    const again = await scene.open({ env: scene.trust });
    await arriveAt(at(again), 'old-mailbox');
    await typeAccount(at(again), typed(scene.old));
    await signIn(at(again));
  } finally {
    await scene.close();
  }
});
