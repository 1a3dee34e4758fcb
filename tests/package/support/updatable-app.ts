import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { startable } from '../../../scripts/setup/app-folder.mjs';
import type { AppCommand } from '../../e2e/support/open-homing.ts';

/** What makes a package one that looks for new versions, each as in a real package. */
export interface UpdateFacts {
  /** The address in app-update.yml. */
  readonly feed: string;
  /** resources/package-type. */
  readonly packageType?: 'deb';
  /** What is in update-keys.json. */
  readonly keys: string;
}

/** A packed app of one's own. */
export interface UpdatableApp {
  /** With the arguments and variables it is started with. */
  command(...args: readonly string[]): AppCommand;
  /** What an AppImage's mount would be. */
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Makes another package of a packed app: its files are the same ones on the disk, but for the few that say whether and where it looks
 * for new versions.
 */
export async function makeUpdatable(
  executable: string,
  display: string | null,
  facts: UpdateFacts,
): Promise<UpdatableApp> {
  const packed = dirname(executable);
  // Beside it: links do not lead to other disks.
  const folder = await mkdtemp(join(dirname(packed), 'updatable-'));
  await promisify(execFile)('cp', ['-al', `${packed}/.`, folder]);
  await chmod(folder, 0o755);
  const resources = join(folder, 'resources');
  await changeKeys(resources, facts.keys);
  // A new file each time: what is linked must not be written to.
  const write = async (name: string, text: string | null): Promise<void> => {
    await rm(join(resources, name), { force: true });
    if (text !== null) await writeFile(join(resources, name), text);
  };
  const config = `provider: generic\nurl: ${facts.feed}\nupdaterCacheDirName: homing-updater\n`;
  await write('app-update.yml', config);
  await write('package-type', facts.packageType ?? null);
  const start = startable(join(folder, basename(executable)));
  return {
    folder,
    command: (...args) => ({ executable: start, args, display, isSealed: true }),
    async remove() {
      await rm(folder, { recursive: true, force: true });
      if (start.endsWith('.sh')) await rm(start, { force: true });
    },
  };
}

async function changeKeys(resources: string, keys: string): Promise<void> {
  const archive = join(resources, 'app.asar');
  const files = join(resources, 'app');
  extractAll(archive, files);
  await rm(archive);
  await rm(`${archive}.unpacked`, { recursive: true, force: true });
  await writeFile(join(files, 'out', 'main', 'update-keys.json'), keys);
  await createPackageWithOptions(files, archive, { unpack: '**/*.node' });
  await rm(files, { recursive: true });
}
