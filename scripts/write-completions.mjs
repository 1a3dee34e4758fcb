import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bashCompletion } from './completions/bash.mjs';
import { fishCompletion } from './completions/fish.mjs';
import { zshCompletion } from './completions/zsh.mjs';
import { checkout } from './setup/checkout.mjs';

// Writes resources/linux/completions from the table in scripts/completions. The files are committed: who builds the package needs nothing.
// Usage: node scripts/write-completions.mjs

const folder = join(checkout, 'resources', 'linux', 'completions');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'homing.bash'), bashCompletion());
await writeFile(join(folder, '_homing'), zshCompletion());
await writeFile(join(folder, 'homing.fish'), fishCompletion());
