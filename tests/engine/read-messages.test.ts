import { describe, expect, it } from 'vitest';
import { readMessages, type WantedMessage } from '../../main/engine/read-messages.ts';
import { sourceAccount } from '../../main/imap/account.ts';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { lost } from '../support/memory-session.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';

const { signal } = new AbortController();

function filled(): MemoryMail {
  const mail = new MemoryMail();
  for (let number = 1; number <= 5; number++) mail.put('INBOX', { body: `inbox ${String(number)}` });
  for (let number = 1; number <= 3; number++) mail.put('Work', { body: `work ${String(number)}` });
  mail.mailbox('INBOX').messages.splice(2, 1);
  return mail;
}

async function read(mail: MemoryMail, wanted: readonly WantedMessage[]): Promise<[string, number, string | null][]> {
  const told: [string, number, string | null][] = [];
  const session = await mail.account().connect(signal);
  await readMessages(session, wanted, async ({ mailbox, uid }, body) => {
    await Promise.resolve();
    told.push([mailbox, uid, Buffer.isBuffer(body) ? body.toString() : null]);
  });
  return told;
}

describe('readMessages', () => {
  it('opens the mailbox a label pair reads from, and tells the name asked for', async () => {
    const mail = filled();
    const { uidValidity } = mail.mailbox('Work');
    const told = await read(mail, [
      { mailbox: 'Label', readsFrom: 'Work', uidValidity, uid: 2 },
      { mailbox: 'Label', uidValidity, uid: 2 },
    ]);
    expect(told).toEqual([
      ['Label', 2, 'work 2'],
      ['Label', 2, null],
    ]);
  });

  it('reads each message once, and tells what is gone', async () => {
    const mail = filled();
    const inbox = mail.mailbox('INBOX').uidValidity;
    const work = mail.mailbox('Work').uidValidity;
    const told = await read(mail, [
      { mailbox: 'INBOX', uidValidity: inbox, uid: 5 },
      { mailbox: 'Work', uidValidity: work, uid: 1 },
      { mailbox: 'INBOX', uidValidity: inbox, uid: 3 },
      { mailbox: 'INBOX', uidValidity: inbox, uid: 1 },
      { mailbox: 'Nowhere', uidValidity: 1, uid: 1 },
      { mailbox: 'Work', uidValidity: work, uid: 99 },
    ]);
    expect(told.sort()).toEqual([
      ['INBOX', 1, 'inbox 1'],
      ['INBOX', 3, null],
      ['INBOX', 5, 'inbox 5'],
      ['Nowhere', 1, null],
      ['Work', 1, 'work 1'],
      ['Work', 99, null],
    ]);
    expect(mail.commands).toEqual(['open', 'fetchBodies', 'open', 'fetchBodies', 'open']);
  });

  it('takes no other message for the one that had the UID', async () => {
    const mail = filled();
    const { uidValidity } = mail.mailbox('Work');
    mail.mailbox('Work').uidValidity += 1;
    expect(await read(mail, [{ mailbox: 'Work', uidValidity, uid: 1 }])).toEqual([['Work', 1, null]]);
    expect(await read(mail, [{ mailbox: 'Work', uidValidity: null, uid: 2 }])).toEqual([['Work', 2, null]]);
    expect(mail.commands).toEqual(['open', 'open']);
  });

  it('asks in several commands for many', async () => {
    const mail = new MemoryMail();
    for (let number = 0; number < 450; number++) mail.put('INBOX', { body: 'x' });
    const { uidValidity } = mail.mailbox('INBOX');
    const wanted = Array.from({ length: 450 }, (_unused, index) => ({ mailbox: 'INBOX', uidValidity, uid: index + 1 }));
    const told = await read(mail, wanted);
    expect(told.map(([, uid]) => uid)).toEqual(wanted.map(({ uid }) => uid));
    expect(mail.commands.filter((name) => name === 'fetchBodies')).toHaveLength(3);
  });

  it('rejects when the connection ends, or when saving fails', async () => {
    const mail = filled();
    const { uidValidity } = mail.mailbox('Work');
    const wanted = [{ mailbox: 'Work', uidValidity, uid: 1 }];
    const session = await mail.account().connect(signal);
    const saving = readMessages(session, wanted, () => Promise.reject(new Error('disk full')));
    await expect(saving).rejects.toThrow('disk full');
    mail.onStep = (name) => {
      if (name === 'body') throw lost();
    };
    await expect(read(mail, wanted)).rejects.toMatchObject({ facts: { kind: 'connection-lost' } });
  });

  it('only reads, from a real connection', async () => {
    const store = createMailStore();
    const bodies = ['Subject: one\r\n\r\nbytes \u0000 and \u00e9\r\n', 'Subject: two\r\n\r\n'];
    const inbox = store.mailboxes.find(({ name }) => name === 'INBOX');
    inbox?.add(bodies.map((body) => ({ body: Buffer.from(body) })));
    await using server = await startSimulatedServer({ store });
    const { host, port, user, password, caPem } = server;
    const session = await sourceAccount({
      address: { host, port, user, security: 'tls' },
      secret: () => Promise.resolve({ kind: 'password', value: password }),
      extraCa: caPem,
      clientVersion: 'test',
    }).connect(signal);
    const { uidValidity } = await session.open('INBOX');
    const told: (string | null)[] = [];
    const wanted = [1, 2, 3].map((uid) => ({ mailbox: 'INBOX', uidValidity, uid }));
    await readMessages(session, wanted, async (_wanted, body) => {
      await Promise.resolve();
      told.push(Buffer.isBuffer(body) ? body.toString() : null);
    });
    await session.close();
    expect(told).toEqual([...bodies, null]);
    expect(server.commands.filter((line) => /SELECT|\bSTORE|BODY\[/.test(line))).toEqual([]);
  });
});
