import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMailStore, type MailStore } from '../../main/practice/imap-server/mail-store.ts';
import { fillPretendGiant } from '../../main/practice/sample-mailbox.ts';
import { encodeModifiedUtf7 } from '../../shared/modified-utf7.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { hasProgram, mbsyncStore, runProgram, temporaryFolder } from './client-programs.ts';

const there = await hasProgram('mbsync', ['--version']);

const digest = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** What mbsync does to a message: LF in a Maildir, CRLF and an X-TUID field in IMAP. */
const plain = (body: Buffer): Buffer =>
  Buffer.from(
    body
      .toString('latin1')
      .replace(/^X-TUID: [^\r\n]*\r?\n/m, '')
      .replace(/\r\n/g, '\n'),
    'latin1',
  );

/** A message without an empty line has an "incomplete header" for mbsync, which says so and leaves it out. */
const mbsyncSkips = (body: Buffer): boolean => !body.includes('\n\n');

function sortedDigests(store: MailStore, mailbox: string): string[] {
  const bodies = (store.get(mailbox)?.messages ?? []).map((message) => plain(message.body()));
  return bodies
    .filter((body) => !mbsyncSkips(body))
    .map(digest)
    .toSorted();
}

async function maildirDigests(folder: string): Promise<string[]> {
  const digests: string[] = [];
  for (const sub of ['cur', 'new']) {
    for (const file of await readdir(join(folder, sub)))
      digests.push(digest(plain(await readFile(join(folder, sub, file)))));
  }
  return digests.toSorted();
}

async function sync(folder: string, stores: readonly string[], channel: readonly string[]): Promise<void> {
  const config = join(folder, 'mbsyncrc');
  const state = `SyncState ${folder}/state-`;
  await writeFile(config, [...stores, ['Channel all', ...channel, state, ''].join('\n')].join('\n\n'));
  await runProgram('mbsync', ['-c', config, '-a']);
}

const giant = async (): Promise<MailStore> => {
  const store = createMailStore();
  await fillPretendGiant(store);
  return store;
};

describe.skipIf(!there)('mbsync', () => {
  test.each([true, false])('copies the whole sample out of the server, TLS from the start: %s', async (implicitTls) => {
    await using folder = await temporaryFolder();
    const store = await giant();
    await using server = await startSimulatedServer({ store, implicitTls });
    const maildir = [
      'MaildirStore local',
      `Path ${folder.path}/mail/`,
      `Inbox ${folder.path}/mail/INBOX`,
      'SubFolders Verbatim',
    ];
    await runProgram('mkdir', ['-p', `${folder.path}/mail`]);
    await sync(
      folder.path,
      [await mbsyncStore('remote', server, folder.path), maildir.join('\n')],
      ['Far :remote:', 'Near :local:', 'Patterns *', 'Create Near', 'Sync Pull'],
    );
    for (const mailbox of store.mailboxes) {
      const path = `${folder.path}/mail/${encodeModifiedUtf7(mailbox.name)}`;
      expect(await maildirDigests(path), mailbox.name).toEqual(sortedDigests(store, mailbox.name));
    }
  });

  test('copies from one server into another, with other names, one small literal at a time', async () => {
    await using folder = await temporaryFolder();
    await using from = await startSimulatedServer({ store: await giant() });
    await using to = await startSimulatedServer({
      rules: { delimiter: '.', prefix: 'INBOX.' },
      // UIDPLUS stays on: without it mbsync 1.4.4 takes its own search for X-TUID for extraneous data, and gives up.
      features: { multiappend: false, literal: 'LITERAL-' },
    });
    await sync(
      folder.path,
      [await mbsyncStore('giant', from, folder.path), await mbsyncStore('small', to, folder.path)],
      ['Far :giant:', 'Near :small:', 'Patterns *', 'Create Near', 'Sync Pull', 'CopyArrivalDate yes'],
    );
    const translate = (name: string): string => (name === 'INBOX' ? name : `INBOX.${name.replaceAll('/', '.')}`);
    for (const mailbox of from.store.mailboxes) {
      expect(sortedDigests(to.store, translate(mailbox.name)), mailbox.name).toEqual(
        sortedDigests(from.store, mailbox.name),
      );
      expect(dates(to, translate(mailbox.name)), mailbox.name).toEqual(dates(from, mailbox.name));
    }
  });
});

function dates(server: SimulatedServer, mailbox: string): number[] {
  const messages = server.store.get(mailbox)?.messages ?? [];
  const copied = messages.filter((message) => {
    const body = plain(message.body());
    // Arrived in the first second of 1970, which mbsync takes for no date at all.
    return !mbsyncSkips(body) && !body.includes('The clock was not set');
  });
  return copied.map((message) => Date.parse(message.internalDate)).toSorted((a, b) => a - b);
}
