import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { openScene, raw, typed, type Scene } from '../../e2e/support/scene.ts';
import { moveBetween } from '../../e2e/support/walk.ts';
import { at } from '../../e2e/support/wizard.ts';
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
    const accounts = { old: typed(scene.old), new: typed(scene.new, { port: line.port }) };
    let held = Promise.resolve();
    const onReady = (): void => {
      held = line.stallAfterBytesToServer(0.3 * mail.bytes);
    };
    await moveBetween(at(window), accounts, { mbit: 5, onReady });
    await held;
    return { scene, line, window, open, close };
  } catch (error) {
    await close();
    throw error;
  }
}
