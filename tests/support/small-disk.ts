import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

function mountSmall(folder: string, size: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0;
}

function newPlace(): string {
  return mkdtempSync(join(tmpdir(), 'homing-disk-'));
}

function remove(folder: string): void {
  spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
}

/** Whether file systems can be mounted here, which takes root. */
export const canMount = probe();

function probe(): boolean {
  const folder = newPlace();
  const can = mountSmall(folder, '64k');
  remove(folder);
  return can;
}

/**
 * A file system that is full soon, for one test. Throws where {@link canMount} is false.
 * @param size as `mount` takes it: `64k`, `2m`
 * @returns its folder
 */
export function smallDisk(size: string): string {
  const folder = newPlace();
  onTestFinished(() => remove(folder));
  if (!mountSmall(folder, size)) throw new Error('no disk');
  return folder;
}
