import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import type { Homing } from './open-homing.ts';
import { openScene, raw, typed, type Scene, type SceneOptions } from './scene.ts';
import { moveBetween } from './walk.ts';
import { at } from './wizard.ts';

const mail = { seed: 11, messages: 400, bytes: 3e6 };
const mbit = 5;

/** A move that is being copied, and stands still in the middle until `line.resume()`, however slow the machine is. */
export interface MoveUnderWay {
  readonly scene: Scene;
  readonly app: Homing;
  /** The line to the new server. */
  readonly line: TcpProxy;
  /** Lets the line stand still again once so much more of the mail was sent. To be asked for before it can be so far; resolves then. */
  holdAfter(share: number): Promise<void>;
  close(): Promise<void>;
}

/** Sets a scene, loads mail, walks through the wizard, and holds the line when a share of the mail has been sent to the new server. */
export async function beginMove(options: SceneOptions, share = 0.3): Promise<MoveUnderWay> {
  const scene = await openScene(options);
  await loadRealisticMail(raw(scene.old), mail);
  const line = await startProxy(scene.new);
  const close = async (): Promise<void> => {
    await scene.close();
    await line.stop();
  };
  try {
    const app = await scene.open();
    const accounts = { old: typed(scene.old), new: typed(scene.new, { port: line.port }) };
    const holdAfter = (more: number): Promise<void> => line.stallAfterBytesToServer(more * mail.bytes);
    let held = Promise.resolve();
    // Before the window shows it, all may have arrived.
    const onReady = (): void => {
      held = holdAfter(share);
    };
    await moveBetween(at(app), accounts, { mbit, onReady });
    await held;
    return { scene, app, line, holdAfter, close };
  } catch (error) {
    await close();
    throw error;
  }
}
