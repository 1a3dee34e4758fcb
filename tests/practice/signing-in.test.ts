import { X509Certificate } from 'node:crypto';
import { connect as connectTls } from 'node:tls';
import { expect, test } from 'vitest';
import { createAuthority } from '../../main/practice/certificate.ts';
import { BARE_FEATURES } from '../../main/practice/imap-server/features.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { connectRaw, RawClient, signInRaw } from './raw-client.ts';

test('a certificate names its hosts, is signed by the authority and has not expired', async () => {
  const authority = await createAuthority();
  const ca = new X509Certificate(authority.certificatePem);
  const leaf = new X509Certificate((await authority.issue(['mail.example.org', '127.0.0.1'])).certPem);
  expect(leaf.subjectAltName).toBe('DNS:mail.example.org, IP Address:127.0.0.1');
  expect(leaf.verify(ca.publicKey)).toBe(true);
  expect(ca.ca).toBe(true);
  expect(leaf.ca).toBe(false);
  expect(Date.parse(leaf.validTo)).toBeGreaterThan(Date.now());
});

test.each([
  ['another name', { names: ['other.example.org'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['an expired one', { validity: { notBefore: new Date(0), notAfter: new Date(86_400_000) } }, 'CERT_HAS_EXPIRED'],
])('a client refuses a certificate with %s', async (_, certificate, code) => {
  await using server = await startSimulatedServer({ certificate });
  const socket = connectTls({ host: server.host, port: server.port, ca: server.caPem });
  const error = await new Promise((resolve) => socket.once('error', resolve));
  expect(error).toMatchObject({ code });
});

test('LOGIN lets in with the right password only, and the record has no secret', async () => {
  await using server = await startSimulatedServer();
  const { client, greeting } = await connectRaw(server);
  expect(greeting).toMatch(/^\* OK \[CAPABILITY IMAP4rev1 .*AUTH=PLAIN/);
  const wrong = await client.run(`LOGIN ${server.user} wrong`);
  expect(wrong).toMatchObject({ status: 'NO', text: '[AUTHENTICATIONFAILED] Invalid credentials' });
  expect((await client.run('SELECT INBOX')).status).toBe('BAD');
  expect((await client.run(`LOGIN "${server.user}" "${server.password}"`)).text).toContain('[CAPABILITY');
  expect((await client.run('LOGOUT')).untagged).toEqual(['BYE Logging out']);
  expect(server.commands).toEqual(['t1 LOGIN ***', 't2 SELECT INBOX', 't3 LOGIN ***', 't4 LOGOUT']);
});

test('AUTHENTICATE PLAIN works with and without an initial response', async () => {
  await using server = await startSimulatedServer();
  const response = Buffer.from(`\0${server.user}\0${server.password}`).toString('base64');
  const first = await connectRaw(server);
  expect((await first.client.run(`AUTHENTICATE PLAIN ${response}`)).status).toBe('OK');
  const second = await connectRaw(server);
  const tag = second.client.start('AUTHENTICATE PLAIN');
  expect(await second.client.response()).toBe('+ ');
  second.client.send(`${response}\r\n`);
  expect((await second.client.finish(tag)).status).toBe('OK');
  expect(server.commands.join()).not.toContain(response);
});

test('before TLS nobody can sign in, after STARTTLS one can, and what was sent before in the clear is forgotten', async () => {
  await using server = await startSimulatedServer({ implicitTls: false });
  const { client, greeting } = await connectRaw(server);
  expect(greeting).toContain('STARTTLS LOGINDISABLED');
  expect((await client.run(`LOGIN ${server.user} ${server.password}`)).text).toContain('PRIVACYREQUIRED');
  client.send('s STARTTLS\r\nx1 NOOP\r\n');
  expect(await client.response()).toBe('s OK Begin TLS negotiation now');
  client.socket.removeAllListeners('data');
  const secured = connectTls({ socket: client.socket, ca: server.caPem, servername: 'localhost' });
  const inside = new RawClient(secured);
  const capability = await inside.run('CAPABILITY');
  expect(capability.untagged).toHaveLength(1);
  expect(capability.untagged[0]).not.toMatch(/STARTTLS|LOGINDISABLED/);
  expect((await inside.run(`LOGIN ${server.user} ${server.password}`)).status).toBe('OK');
  expect(server.log.map((entry) => entry.name)).not.toContain('NOOP');
});

test('a bare server offers nothing beyond RFC 3501 and refuses what it does not offer', async () => {
  await using server = await startSimulatedServer({ features: BARE_FEATURES });
  const client = await signInRaw(server);
  expect((await client.run('CAPABILITY')).untagged).toEqual(['CAPABILITY IMAP4rev1']);
  for (const command of ['NAMESPACE', 'ID NIL', 'ENABLE CONDSTORE', 'IDLE', 'GETQUOTAROOT INBOX']) {
    expect(await client.run(command), command).toMatchObject({ status: 'BAD' });
  }
});

test('lines that are no command get BAD, with their tag where they have one', async () => {
  await using server = await startSimulatedServer();
  const client = await signInRaw(server);
  client.send('lonely\r\n* x\r\n\r\nx NOOP "\r\n');
  expect(await client.response()).toBe('lonely BAD Not a command');
  expect(await client.response()).toBe('* BAD Not a command');
  expect(await client.response()).toBe('* BAD Not a command');
  expect(await client.response()).toMatch(/^x BAD/);
  expect((await client.run('XYZZY')).status).toBe('BAD');
  expect((await client.run('NOOP')).status).toBe('OK');
});

test('one connection too many is refused with BYE, or with NO to its sign-in', async () => {
  await using busy = await startSimulatedServer({ rules: { maxConnections: 1, overLimit: 'BYE' } });
  const first = await signInRaw(busy);
  expect((await connectRaw(busy)).greeting).toMatch(/^\* BYE/);
  expect((await first.run('NOOP')).status).toBe('OK');
  await using full = await startSimulatedServer({ rules: { maxConnections: 1, overLimit: 'NO' } });
  const only = await signInRaw(full);
  const { client } = await connectRaw(full);
  expect((await client.run(`LOGIN ${full.user} ${full.password}`)).text).toMatch(/^\[LIMIT\]/);
  expect((await only.run('NOOP')).status).toBe('OK');
});
