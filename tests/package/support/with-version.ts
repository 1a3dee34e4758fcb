import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The same package under another version, in a folder. As root, so that owners and modes stay. @returns its file */
export function withVersion(deb: string, version: string, folder: string): string {
  const unpacked = join(folder, `homing-${version}`);
  const file = `${unpacked}.deb`;
  execFileSync('dpkg-deb', ['--raw-extract', deb, unpacked]);
  const control = join(unpacked, 'DEBIAN', 'control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/mu, `Version: ${version}`));
  execFileSync('dpkg-deb', ['-Znone', '--build', unpacked, file], { stdio: 'ignore' });
  return file;
}
