import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { startable } from '../../scripts/setup/app-folder.mjs';
import { openHoming } from '../e2e/support/open-homing.ts';
import { wordsOf } from '../e2e/support/words.ts';

test('the packed app shows the licences of what is inside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homing-licences-'));
  const command = { executable: startable(inject('packages').endToEnd), args: [], display: inject('display') };
  const app = await openHoming({ command, folder });
  const say = wordsOf('en');
  try {
    await app.page.getByRole('button', { name: say('frame.help') }).click();
    await app.page.getByRole('button', { name: say('frame.licences') }).click();
    const text = await app.page.getByRole('textbox', { name: say('frame.licences') }).inputValue();
    expect(text).toContain('THIRD-PARTY NOTICES');
    for (const name of ['imapflow', 'react', 'better-sqlite3'])
      expect(text).toMatch(new RegExp(`^ {2}${name} \\d`, 'mu'));
    expect(text).toContain('Permission is hereby granted, free of charge');
  } finally {
    await app.quit();
    await rm(folder, { recursive: true, force: true });
  }
});
