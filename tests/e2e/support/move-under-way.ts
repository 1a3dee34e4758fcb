import { setTimeout as sleep } from 'node:timers/promises';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import type { Homing } from './open-homing.ts';
import { openScene, raw, typed, type Scene, type SceneOptions } from './scene.ts';
import { moveBetween } from './walk.ts';
import { at } from './wizard.ts';

/** Some hundred messages, at a pace that leaves seconds for things to happen. */
const mail = { seed: 11, messages: 400, bytes: 3e6 };
const mbit = 5;

/** A move that is being copied. */
export interface MoveUnderWay {
  readonly scene: Scene;
  readonly app: Homing;
  /** The line to the new server. */
  readonly line: TcpProxy;
  /** Until that share of the mail was sent to the new server. */
  untilSent(share: number): Promise<void>;
  /** The same, and then the line stands still until `line.resume()`: the move stays in the middle however slow the machine is. */
  holdAt(share: number): Promise<void>;
  close(): Promise<void>;
}

/** Sets a scene, loads mail and walks through the wizard until it is being copied. */
export async function beginMove(options: SceneOptions): Promise<MoveUnderWay> {
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
    await moveBetween(at(app), accounts, { mbit });
    const untilSent = async (share: number): Promise<void> => {
      while (line.bytes.toServer < share * mail.bytes) await sleep(2);
    };
    const holdAt = async (share: number): Promise<void> => {
      await untilSent(share);
      line.stall();
    };
    return { scene, app, line, untilSent, holdAt, close };
  } catch (error) {
    await close();
    throw error;
  }
}
