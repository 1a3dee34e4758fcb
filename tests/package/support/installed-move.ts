import { setTimeout as sleep } from 'node:timers/promises';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { openScene, raw, typed, type Scene } from '../../e2e/support/scene.ts';
import { typeAccount } from '../../e2e/support/sign-in.ts';
import { keepFolders, passChecks, startCopying, startMove } from '../../e2e/support/walk.ts';
import { arriveAt, at, press, type At, type TypedAccount } from '../../e2e/support/wizard.ts';
import { openInstalled, type InstalledWindow } from './installed-window.ts';
import { inNamespace } from './person.ts';

const mail = { seed: 23, messages: 300, bytes: 2e6 };

/** A move that was begun in the installed app. */
export interface InstalledMove {
  readonly scene: Scene;
  readonly line: TcpProxy;
  /** The window it was begun in. */
  readonly window: InstalledWindow;
  /** Starts the app again, where it was started. */
  open(): Promise<InstalledWindow>;
  close(): Promise<void>;
}

/** Begins a move in the installed app, and holds it in the middle: `line.resume()` lets it go on. */
export async function beginInstalledMove(display: string | null): Promise<InstalledMove> {
  const scene = await openScene({ command: { executable: 'homing', args: [], display } });
  await loadRealisticMail(raw(scene.old), mail);
  const line = await startProxy(scene.new);
  const starter = inNamespace(scene.folder, display, scene.keyring?.env ?? {});
  const windows: InstalledWindow[] = [];
  const open = async (): Promise<InstalledWindow> => {
    const window = await openInstalled(starter);
    windows.push(window);
    return window;
  };
  const close = async (): Promise<void> => {
    for (const window of windows) await window.kill();
    await scene.close();
    await line.stop();
  };
  try {
    const window = await open();
    const here = at(window);
    await startMove(here);
    await signInOnTrust(here, 'old-mailbox', typed(scene.old));
    await signInOnTrust(here, 'new-mailbox', typed(scene.new, { port: line.port }));
    await passChecks(here);
    await keepFolders(here);
    await startCopying(here, { mbit: 5 });
    while (line.bytes.toServer < 0.3 * mail.bytes) await sleep(2);
    line.stall();
    return { scene, line, window, open, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Signs in to a server of one's own, whose certificate only the person can vouch for. */
async function signInOnTrust(here: At, step: 'old-mailbox' | 'new-mailbox', account: TypedAccount): Promise<void> {
  await arriveAt(here, step);
  await typeAccount(here, account);
  await press(here, 'account.signIn');
  await press(here, 'certificate.trust');
  await press(here, 'certificate.trust.confirm');
  await here.page.getByText(here.say('account.signedIn'), { exact: true }).waitFor();
  await press(here, 'account.continue');
}
