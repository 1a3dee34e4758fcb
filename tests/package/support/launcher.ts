import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../../../scripts/setup/checkout.mjs';

/** Lays the launcher beside a packed app as an installed package has it. @returns the launcher */
export function layOutLauncher(folder: string, executable: string): string {
  const launcher = join(folder, 'bin', 'homing');
  mkdirSync(join(folder, 'bin'), { recursive: true });
  copyFileSync(join(checkout, 'resources', 'linux', 'homing'), launcher);
  // Electron finds what lies beside it by its real path.
  symlinkSync(executable, join(folder, 'homing'));
  return launcher;
}
