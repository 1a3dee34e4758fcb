import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../../setup/checkout.mjs';

/** What Debian wants to know of rights (copyright-format 1.0): ours, and where those of what is inside are written. */
export function copyrightText() {
  const [title = '', , owner = '', , ...text] = readFileSync(join(checkout, 'LICENSE'), 'utf8').trim().split('\n');
  if (title !== 'MIT License' || !owner.startsWith('Copyright (c) ')) throw new Error('LICENSE is not what it was.');
  const paragraph = text.map((line) => ` ${line === '' ? '.' : line}`).join('\n');
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Homing
Comment: Electron, Chromium and the packages inside have licences of their own. They are in
 /usr/lib/homing/LICENSE.electron.txt, /usr/lib/homing/LICENSES.chromium.html and
 /usr/lib/homing/THIRD-PARTY-NOTICES.

Files: *
Copyright: ${owner.slice('Copyright (c) '.length)}
License: Expat

License: Expat
${paragraph}
`;
}
