import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { RawImap } from '../support/raw-imap.ts';

const small = Buffer.from('Subject: small\r\n\r\nbody\r\n');

describe('a throw-away Dovecot', () => {
  let maildir: Dovecot;
  let mdbox: Dovecot;

  beforeAll(async () => {
    [maildir, mdbox] = await Promise.all([
      startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.' }),
      startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 1, specialUse: true }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([maildir.stop(), mdbox.stop()]);
  });

  test('stores Maildir with a dot and a prefix', async () => {
    const client = await RawImap.open(maildir);
    await client.create('INBOX.a.b');
    await client.append('INBOX.a.b', { bytes: small, flags: ['\\Seen'], date: '01-Jan-2020 10:00:00 +0100' });
    expect(await client.namespace()).toEqual({ prefix: 'INBOX.', delimiter: '.' });
    expect(existsSync(`${maildir.mailFolder()}/Maildir/.a.b`)).toBe(true);
    await client.logout();
  });

  test('stores mdbox with a slash', async () => {
    const client = await RawImap.open(mdbox);
    await client.append('INBOX', { bytes: small });
    expect(await client.namespace()).toEqual({ prefix: '', delimiter: '/' });
    expect(existsSync(`${mdbox.mailFolder()}/mdbox`)).toBe(true);
    expect((await mdbox.doveadm(['mailbox', 'list', '-u', mdbox.user])).stdout).toContain('INBOX');
    await client.logout();
  });

  test('lists special uses, subscribed', async () => {
    const client = await RawImap.open({ ...mdbox, user: 'special@example.org' });
    const attributes = (await client.list()).flatMap((mailbox) => mailbox.attributes);
    expect(attributes).toEqual(expect.arrayContaining(['\\Sent', '\\Drafts', '\\Archive', '\\Junk', '\\Trash']));
    expect(await client.lsub()).toContain('Sent');
    await client.logout();
  });

  test('refuses what is over the quota', async () => {
    const client = await RawImap.open({ ...mdbox, user: 'full@example.org' });
    const large = Buffer.alloc(700_000, 'x');
    await client.append('INBOX', { bytes: large });
    await expect(client.append('INBOX', { bytes: large })).rejects.toThrow('[OVERQUOTA]');
    expect(client.capabilities.has('QUOTA')).toBe(true);
    await client.logout();
  });

  test('refuses a wrong password without making us wait', async () => {
    const started = Date.now();
    for (const password of ['wrong', 'still wrong', 'wrong again']) {
      await expect(RawImap.open({ ...maildir, password })).rejects.toThrow('[AUTHENTICATIONFAILED]');
    }
    // Half a second each is Dovecot's least; its defaults would take two and more each, growing.
    expect(Date.now() - started).toBeLessThan(6000);
  });

  test('offers STARTTLS', async () => {
    const socket = connect(maildir.starttlsPort, '127.0.0.1');
    const greeting = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(String(chunk))));
    socket.destroy();
    expect(greeting).toMatch(/^\* OK \[CAPABILITY .*\bSTARTTLS\b/);
  });

  test('is trusted by its own authority only', async () => {
    await expect(RawImap.open({ ...maildir, caPem: mdbox.caPem })).rejects.toThrow(/certificate|signature/);
  });

  test('leaves nothing behind', async () => {
    const short = await startDovecot({ format: 'maildir', separator: '/' });
    expect(existsSync(short.folder)).toBe(true);
    await short.stop();
    expect(existsSync(short.folder)).toBe(false);
    const again = connect(short.port, '127.0.0.1');
    const code = await new Promise((resolve) =>
      again.once('error', (error: NodeJS.ErrnoException) => resolve(error.code)),
    );
    expect(code).toBe('ECONNREFUSED');
  });
});
