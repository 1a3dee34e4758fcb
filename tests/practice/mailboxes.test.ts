import { expect, test } from 'vitest';
import { BARE_FEATURES } from '../../main/practice/imap-server/features.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { signInRaw } from './raw-client.ts';

test('LIST shows made and implied names in modified UTF-7, with wildcards as the RFC has them', async () => {
  await using server = await startSimulatedServer({ features: { specialUse: false } });
  for (const name of ['A/B/C', 'Été', 'Tom & Co', 'say "hi"', 'back\\slash']) server.store.create(name);
  const client = await signInRaw(server);
  expect((await client.run('LIST "" ""')).untagged).toEqual(['LIST (\\NoSelect) "/" ""']);
  expect((await client.run('LIST "" *')).untagged).toEqual([
    'LIST (\\HasNoChildren) "/" "INBOX"',
    'LIST (\\NoSelect \\HasChildren) "/" "A"',
    'LIST (\\NoSelect \\HasChildren) "/" "A/B"',
    'LIST (\\HasNoChildren) "/" "A/B/C"',
    'LIST (\\HasNoChildren) "/" "Tom &- Co"',
    'LIST (\\HasNoChildren) "/" "back\\\\slash"',
    'LIST (\\HasNoChildren) "/" "say \\"hi\\""',
    'LIST (\\HasNoChildren) "/" "&AMk-t&AOk-"',
  ]);
  expect((await client.run('LIST "" A/%')).untagged).toEqual(['LIST (\\NoSelect \\HasChildren) "/" "A/B"']);
  expect((await client.run('LIST A/ %/C')).untagged).toEqual(['LIST (\\HasNoChildren) "/" "A/B/C"']);
  expect((await client.run('LIST "" inbox')).untagged).toHaveLength(1);
  expect((await client.run('LIST "" {6+}\r\n&AMk-*')).untagged).toEqual(['LIST (\\HasNoChildren) "/" "&AMk-t&AOk-"']);
});

test('extended LIST returns special use, subscriptions and status in one command', async () => {
  await using server = await startSimulatedServer();
  server.store.create('Gesendet', ['\\Sent']).add([{ body: Buffer.from('Subject: x\r\n\r\ny') }]);
  for (const name of ['Gesendet', 'gone']) server.store.subscriptions.add(name);
  const client = await signInRaw(server);
  const all = await client.run('LIST "" "*" RETURN (SUBSCRIBED CHILDREN SPECIAL-USE STATUS (MESSAGES SIZE UIDNEXT))');
  expect(all.untagged).toEqual([
    'LIST (\\HasNoChildren) "/" "INBOX"',
    'STATUS "INBOX" (MESSAGES 0 SIZE 0 UIDNEXT 1)',
    'LIST (\\HasNoChildren \\Subscribed \\Sent) "/" "Gesendet"',
    'STATUS "Gesendet" (MESSAGES 1 SIZE 15 UIDNEXT 2)',
  ]);
  expect((await client.run('LIST (SUBSCRIBED) "" (INBOX *)')).untagged).toEqual([
    'LIST (\\HasNoChildren \\Subscribed) "/" "Gesendet"',
    'LIST (\\NonExistent \\HasNoChildren \\Subscribed) "/" "gone"',
  ]);
  expect((await client.run('LIST (SPECIAL-USE) "" *')).untagged).toHaveLength(1);
  expect((await client.run('LSUB "" *')).untagged).toEqual(['LSUB () "/" "Gesendet"', 'LSUB (\\NoSelect) "/" "gone"']);
  expect((await client.run('LIST "" * RETURN (NONSENSE)')).status).toBe('BAD');
});

test('without LIST-EXTENDED and LIST-STATUS their forms are refused, and SPECIAL-USE comes unasked', async () => {
  await using server = await startSimulatedServer({ features: { ...BARE_FEATURES, specialUse: true } });
  server.store.create('Sent', ['\\Sent']);
  const client = await signInRaw(server);
  expect((await client.run('LIST "" % RETURN (CHILDREN)')).status).toBe('BAD');
  expect((await client.run('LIST "" Sent')).untagged).toEqual(['LIST (\\HasNoChildren \\Sent) "/" "Sent"']);
});

test('CREATE, RENAME and DELETE keep children and subscriptions right', async () => {
  await using server = await startSimulatedServer();
  const client = await signInRaw(server);
  expect((await client.run('CREATE "Projekte/K&APw-che/"')).status).toBe('OK');
  expect(server.store.get('Projekte/Küche')).toBeDefined();
  expect((await client.run('CREATE "Projekte/K&APw-che"')).text).toMatch(/^\[ALREADYEXISTS\]/);
  expect((await client.run('CREATE inbox')).text).toMatch(/^\[ALREADYEXISTS\]/);
  expect((await client.run('RENAME Projekte Plans')).status).toBe('OK');
  expect(server.store.mailboxes.map((mailbox) => mailbox.name)).toEqual(['INBOX', 'Plans/Küche']);
  expect((await client.run('CREATE Plans')).status).toBe('OK');
  expect((await client.run('DELETE Plans')).status).toBe('OK');
  expect((await client.run('LIST "" Plans')).untagged).toEqual(['LIST (\\NoSelect \\HasChildren) "/" "Plans"']);
  expect((await client.run('SELECT Plans')).text).toMatch(/^\[NONEXISTENT\]/);
  expect((await client.run('DELETE INBOX')).status).toBe('NO');
  expect((await client.run('SUBSCRIBE Nowhere')).status).toBe('NO');
  expect((await client.run('SUBSCRIBE "Plans/K&APw-che"')).status).toBe('OK');
  expect([...server.store.subscriptions]).toEqual(['Plans/Küche']);
  expect((await client.run('UNSUBSCRIBE "Plans/K&APw-che"')).status).toBe('OK');
  expect(server.store.subscriptions.size).toBe(0);
});

test('CREATE with USE makes one mailbox of each special use', async () => {
  await using server = await startSimulatedServer();
  const client = await signInRaw(server);
  expect((await client.run('CREATE Envoyés (USE (\\Sent))')).status).toBe('NO');
  expect((await client.run('CREATE Post (USE (\\sent))')).status).toBe('OK');
  expect(server.store.get('Post')?.specialUse).toEqual(['\\Sent']);
  expect((await client.run('CREATE Other (USE (\\Sent))')).text).toMatch(/^\[USEATTR\]/);
  expect(server.store.get('Other')).toBeUndefined();
});

test('RENAME of INBOX moves its messages and leaves it', async () => {
  await using server = await startSimulatedServer();
  server.store.get('INBOX')?.add([{ body: Buffer.from('a') }]);
  const client = await signInRaw(server);
  expect((await client.run('RENAME INBOX Old')).status).toBe('OK');
  expect(server.store.get('INBOX')?.messages).toHaveLength(0);
  expect(server.store.get('Old')?.messages).toHaveLength(1);
});

test.each([
  ['a prefix', { delimiter: '.', prefix: 'INBOX.' }, 'CREATE Sent', 'CREATE INBOX.Sent'],
  ['forbidden characters', { forbidden: '%*\\' }, 'CREATE "50% off"', 'CREATE "50 off"'],
  ['a longest name', { maxNameBytes: 10 }, 'CREATE "&AMkAyQDJAMk-"', 'CREATE tenletters'],
  ['reserved names', { reserved: ['Notes'] }, 'CREATE notes', 'CREATE note'],
  ['a delimiter', {}, 'CREATE a//b', 'CREATE a/b'],
])('rules: %s', async (_, rules, refused, accepted) => {
  await using server = await startSimulatedServer({ rules });
  const client = await signInRaw(server);
  expect((await client.run(refused)).text).toMatch(/^\[CANNOT\]/);
  expect((await client.run(accepted)).status).toBe('OK');
  expect(server.store.mailboxes).toHaveLength(2);
});

test('rules: names without regard to case, and a flat server', async () => {
  await using server = await startSimulatedServer({ rules: { caseInsensitive: true, delimiter: null } });
  const client = await signInRaw(server);
  expect((await client.run('CREATE a/b')).status).toBe('OK');
  expect((await client.run('CREATE A/B')).text).toMatch(/^\[ALREADYEXISTS\]/);
  expect((await client.run('SELECT A/B')).status).toBe('OK');
  expect((await client.run('LIST "" %')).untagged).toEqual([
    'LIST (\\HasNoChildren) NIL "INBOX"',
    'LIST (\\HasNoChildren) NIL "a/b"',
  ]);
  expect((await client.run('NAMESPACE')).untagged).toEqual(['NAMESPACE (("" NIL)) NIL NIL']);
});

test('with UTF8=ACCEPT enabled names go as UTF-8, and badly encoded ones are refused', async () => {
  await using server = await startSimulatedServer({ features: { utf8Accept: true } });
  const client = await signInRaw(server);
  expect((await client.run('CREATE "&AMk"')).text).toMatch(/^\[CANNOT\]/);
  expect((await client.run('ENABLE UTF8=ACCEPT CONDSTORE X-NOTHING')).untagged).toEqual([
    'ENABLED UTF8=ACCEPT CONDSTORE',
  ]);
  const name = Buffer.from('旅行/京都').toString('latin1');
  expect((await client.run(`CREATE "${name}"`)).status).toBe('OK');
  expect(server.store.get('旅行/京都')).toBeDefined();
  expect((await client.run(`LIST "" "${name}"`)).untagged).toEqual([`LIST (\\HasNoChildren) "/" "${name}"`]);
  expect((await client.run('CREATE "\xff\xfe"')).status).toBe('NO');
});
