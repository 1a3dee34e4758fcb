import { setTimeout as sleep } from 'node:timers/promises';
import { openScene, raw, typed, type Scene } from '../../e2e/support/scene.ts';
import type { AppCommand, Homing } from '../../e2e/support/open-homing.ts';
import { typeAccount } from '../../e2e/support/sign-in.ts';
import { keepFolders, passChecks, startCopying, startMove } from '../../e2e/support/walk.ts';
import { arriveAt, at, press, type At, type TypedAccount } from '../../e2e/support/wizard.ts';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

const mail = { seed: 31, messages: 200, bytes: 2e6 };

/** A real copy that stands still in its middle until `line.resume()`. */
export interface HeldCopy {
  readonly scene: Scene;
  readonly app: Homing;
  readonly line: TcpProxy;
  close(): Promise<void>;
}

/** Begins it in a packed app, which takes no authority from its surroundings: the person vouches for both servers. */
export async function beginCopy(command: AppCommand): Promise<HeldCopy> {
  const scene = await openScene({ command, trusts: false });
  await loadRealisticMail(raw(scene.old), mail);
  const line = await startProxy(scene.new);
  const close = async (): Promise<void> => {
    await scene.close();
    await line.stop();
  };
  try {
    const app = await scene.open();
    const here = at(app);
    await startMove(here);
    await signIn(here, 'old-mailbox', typed(scene.old));
    await signIn(here, 'new-mailbox', typed(scene.new, { port: line.port }));
    await passChecks(here);
    await keepFolders(here);
    await startCopying(here, { mbit: 5 });
    while (line.bytes.toServer < 0.3 * mail.bytes) await sleep(2);
    line.stall();
    return { scene, app, line, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function signIn(here: At, step: 'old-mailbox' | 'new-mailbox', account: TypedAccount): Promise<void> {
  await arriveAt(here, step);
  await typeAccount(here, account);
  await press(here, 'account.signIn');
  await press(here, 'certificate.trust');
  await press(here, 'certificate.trust.confirm');
  await here.page.getByText(here.say('account.signedIn'), { exact: true }).waitFor();
  await press(here, 'account.continue');
}
