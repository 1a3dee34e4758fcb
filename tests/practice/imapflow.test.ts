import { ImapFlow } from 'imapflow';
import { expect, test } from 'vitest';
import { BARE_FEATURES } from '../../main/practice/imap-server/features.ts';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { fillPretendGiant } from '../../main/practice/sample-mailbox.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';

async function connect(server: SimulatedServer): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: 'localhost',
    port: server.port,
    secure: server.implicitTls,
    ...(server.implicitTls ? {} : { doSTARTTLS: true }),
    auth: { user: server.user, pass: server.password },
    tls: { ca: server.caPem },
    logger: false,
  });
  await client.connect();
  return client;
}

test.each([
  ['everything offered, over STARTTLS', { implicitTls: false }],
  ['IMAP4rev2 names', { features: { imap4rev2: true, utf8Accept: true } }],
  ['nothing but RFC 3501', { features: BARE_FEATURES }],
  ['a prefix and dots', { rules: { delimiter: '.', prefix: 'INBOX.' } }],
])('imapflow lists, reads and stores: %s', async (_, options) => {
  const store = createMailStore();
  await fillPretendGiant(store, 'rules' in options ? options.rules : {});
  await using server = await startSimulatedServer({ store, ...options });
  const client = await connect(server);
  const listed = await client.list();
  const names = listed.filter((entry) => !entry.flags.has('\\NoSelect')).map((entry) => entry.path);
  expect(names.toSorted()).toEqual(store.mailboxes.map((mailbox) => mailbox.name).toSorted());
  for (const mailbox of store.mailboxes) {
    const bodies: Buffer[] = [];
    await client.mailboxOpen(mailbox.name, { readOnly: true });
    const items = { uid: true, flags: true, source: true, envelope: true, bodyStructure: true, size: true } as const;
    for await (const message of client.fetch('1:*', items)) bodies.push(message.source ?? Buffer.alloc(0));
    expect(Buffer.concat(bodies).equals(Buffer.concat(mailbox.messages.map((message) => message.body())))).toBe(true);
  }
  // imapflow sends only flags that the selected mailbox's PERMANENTFLAGS admit.
  await client.mailboxOpen('INBOX');
  const stored = await client.append('INBOX', 'Subject: new\r\n\r\nbody\r\n', ['\\Seen', 'kw'], new Date(0));
  expect(stored).not.toBe(false);
  expect(store.get('INBOX')?.messages.at(-1)).toMatchObject({ flags: ['\\Seen', 'kw'], size: 22 });
  await client.logout();
});
