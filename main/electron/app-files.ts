import { join } from 'node:path';
import { app } from 'electron';

/** A file of the built app, wherever that was put: the checkout, resources/app or an archive. */
export function appFile(...path: readonly string[]): string {
  return join(app.getAppPath(), 'out', ...path);
}
