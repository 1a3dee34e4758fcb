import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { fillPretendGiant } from '../../main/practice/sample-mailbox.ts';
import { encodeModifiedUtf7 } from '../../shared/modified-utf7.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { hasProgram, runProgram, temporaryFolder } from './client-programs.ts';

const there = await hasProgram('python3', ['--version']);

/** Reads every mailbox with Python's imaplib, stores one message, and prints what it saw as JSON. */
const PROGRAM = `
import hashlib, imaplib, json, os, re, ssl, sys
context = ssl.create_default_context(cafile=sys.argv[2])
mail = imaplib.IMAP4_SSL('localhost', int(sys.argv[1]), ssl_context=context)
mail.login(os.environ['MAIL_USER'], os.environ['MAIL_PASSWORD'])
seen = {}
for line in mail.list()[1]:
    name = re.match(rb'\\(.*?\\) "/" (".*")$', line).group(1).decode('ascii')
    if rb'\\NoSelect' in line:
        continue
    status, data = mail.select(name, readonly=True)
    assert status == 'OK', data
    digests = []
    if int(data[0]) > 0:
        status, data = mail.fetch('1:*', '(UID FLAGS INTERNALDATE BODY.PEEK[])')
        assert status == 'OK', data
        digests = [hashlib.sha256(part[1]).hexdigest() for part in data if isinstance(part, tuple)]
    found = mail.uid('SEARCH', None, 'SEEN')[1][0].split()
    seen[name.strip('"')] = {'digests': digests, 'seen': len(found)}
status, data = mail.append('INBOX', '(\\\\Flagged)', imaplib.Time2Internaldate(0), b'Subject: from Python\\r\\n\\r\\nhello\\r\\n')
assert status == 'OK', data
mail.select('INBOX')
found = mail.search(None, 'SUBJECT', '"from Python"')[1][0].decode()
mail.copy(found, 'Trash')
mail.store(found, '+FLAGS', '\\\\Deleted')
print(json.dumps({'seen': seen, 'expunged': mail.expunge()[1][0].decode(), 'found': found}))
mail.logout()
`;

const Result = z.object({
  seen: z.record(z.string(), z.object({ digests: z.array(z.string()), seen: z.number() })),
  expunged: z.string(),
  found: z.string(),
});

describe.skipIf(!there)("Python's imaplib", () => {
  test('reads the whole sample byte for byte, and stores, finds, copies and removes a message', async () => {
    await using folder = await temporaryFolder();
    const store = createMailStore();
    await fillPretendGiant(store);
    await using server = await startSimulatedServer({ store });
    const expected = store.mailboxes.map((mailbox) => [
      encodeModifiedUtf7(mailbox.name),
      {
        digests: mailbox.messages.map((message) => createHash('sha256').update(message.body()).digest('hex')),
        seen: mailbox.messages.filter((message) => message.flags.includes('\\Seen')).length,
      },
    ]);
    const inbox = store.get('INBOX');
    const before = inbox?.messages.length ?? 0;
    const [program, ca] = [join(folder.path, 'read.py'), join(folder.path, 'ca.pem')];
    await writeFile(program, PROGRAM);
    await writeFile(ca, server.caPem);
    const secrets = { MAIL_USER: server.user, MAIL_PASSWORD: server.password };
    const result = Result.parse(JSON.parse(await runProgram('python3', [program, String(server.port), ca], secrets)));
    expect(result.seen).toEqual(Object.fromEntries(expected));
    expect([result.found, result.expunged]).toEqual([String(before + 1), String(before + 1)]);
    expect(inbox?.messages).toHaveLength(before);
    expect(store.get('Trash')?.messages.at(-1)).toMatchObject({
      flags: ['\\Flagged'],
    });
    expect(store.get('Trash')?.messages.at(-1)?.internalDate).toContain('1970');
  });
});
