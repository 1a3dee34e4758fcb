import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from '../../shared/ipc/zod-without-eval.ts';

const windowState = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});

/** Where the window was, in the system's device-independent pixels. */
export type WindowState = z.infer<typeof windowState>;

/** What is remembered, or null: a file that is missing, damaged or of another version is no reason to stop. */
export function readWindowState(file: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Remembers it. Not being able to is no reason to stop either. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    // Synchronous, since it is written while the app ends.
    writeFileSync(`${file}.part`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  } catch {
    // The next window opens where the system puts it.
  }
}
