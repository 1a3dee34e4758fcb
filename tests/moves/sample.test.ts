import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions, ServerMove } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { HARMLESS, WITHOUT_PEEK } from '../support/harmless-commands.ts';

let old: Dovecot;
let fresh: Dovecot;

beforeAll(async () => {
  [old, fresh] = await Promise.all([
    startDovecot({ format: 'mdbox', separator: '/' }),
    startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.' }),
  ]);
  await fillPlainAccount(old, old.user, { mailboxes: 3, messagesEach: 30, maxBytes: 20_000 });
});

afterAll(async () => {
  await Promise.all([old.stop(), fresh.stop()]);
});

/** Changes a letter of a body on the server's disk: nothing that IMAP lists shows it. */
async function damageOne(server: Dovecot): Promise<void> {
  const files = await readdir(server.folder, { recursive: true, withFileTypes: true });
  for (const file of files) {
    if (!file.isFile() || !file.parentPath.endsWith('/cur')) continue;
    const path = join(file.parentPath, file.name);
    const bytes = await readFile(path);
    const at = bytes.indexOf('\n\n') < 0 ? bytes.indexOf('\r\n\r\n') + 4 : bytes.indexOf('\n\n') + 2;
    if (!bytes.includes('Subject: 5')) continue;
    bytes[at] = 0x58;
    await writeFile(path, bytes);
    return;
  }
  throw new Error('no message was found on the disk');
}

test('a letter that changed on the disk is found by comparing, and by nothing less', async () => {
  const commands: string[] = [];
  const move = ServerMove.between(
    { ...connectOptions(old), onCommand: (line) => commands.push(line) },
    connectOptions(fresh),
  );
  const sampled = await move.run({ verify: { kind: 'sample', bodies: 25, seed: 1 } });
  expect(sampled).toMatchObject({ end: 'finished', copied: 90, altered: 0, compared: 25, comparedAtRandom: 25 });
  await damageOne(fresh);
  expect(await move.verify('quick')).toMatchObject({ end: 'finished', altered: 0, compared: 25 });
  const all = await move.verify({ kind: 'sample', bodies: 90 });
  expect(all).toMatchObject({ end: 'finished', altered: 1, compared: 90, waiting: 0, failed: 0 });
  const problems = move.events.filter(({ event }) => event === 'problem');
  expect(problems).toMatchObject([{ problem: { kind: 'altered', differs: ['content'], subject: '5' } }]);
  // The digests of the copy were enough: the old mailbox was read no second time, and never written.
  expect(commands.filter((line) => !HARMLESS.test(line) || WITHOUT_PEEK.test(line))).toEqual([]);
  expect(move.journal.migrations()[0]?.namespaces).toEqual({
    source: { prefix: '', delimiter: '/' },
    destination: { prefix: 'INBOX.', delimiter: '.' },
  });
});
