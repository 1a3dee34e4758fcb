import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { ownAppImage } from './own-app-image.ts';
import { parseYaml } from './parse-yaml.ts';
import { readKeys } from './release-signature.ts';
import type { PackageFacts } from './update-way.ts';

/** Reads what this package is from its own files. @param keysFile public keys that came with the build */
export async function readPackageFacts(keysFile: string): Promise<PackageFacts> {
  const resource = (name: string): string | null => read(join(process.resourcesPath, name));
  const config = app.isPackaged ? resource('app-update.yml') : null;
  return {
    isPackaged: app.isPackaged,
    platform: process.platform,
    config: config === null ? undefined : await parseYaml(config).catch(() => undefined),
    packageType: resource('package-type')?.trim() ?? null,
    appImage: ownAppImage(),
    keys: keysOf(keysFile),
    isSignedMac,
  };
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Keys that cannot be read are none: then there are no new versions, rather than unchecked ones. */
function keysOf(file: string): PackageFacts['keys'] {
  try {
    return readKeys(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}

/** Asks the system's own tool. An ad-hoc signature, which every app on an Apple chip must have, names nobody and does not count. */
function isSignedMac(): Promise<boolean> {
  const bundle = join(process.resourcesPath, '..', '..');
  return new Promise((resolve) => {
    execFile(
      '/usr/bin/codesign',
      // Its resources take seconds to look at, and the system looks at them itself before it installs anything.
      ['--verify', '--ignore-resources', '-R=anchor apple generic', bundle],
      { timeout: 20_000 },
      (error) => resolve(error === null),
    );
  });
}
