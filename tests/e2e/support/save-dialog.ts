import type { Homing } from './open-homing.ts';

/** Answers the next questions where to save a file: nobody sits before the system's own dialog. */
export async function saveTo({ electron }: Homing, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}
