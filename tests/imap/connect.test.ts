import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createServer, type AddressInfo } from 'node:net';
import type { TestCertificate } from '../support/dovecot-certificate.ts';
import { destinationAccount } from '../../main/imap/account.ts';
import { connect, factsOf, optionsFor, temporaryCertificate } from './connect-for-test.ts';
import { startScripted, type Peer, type ScriptedServer } from './scripted-server.ts';

let certificate: TestCertificate;
let remove: () => Promise<void>;
const servers: ScriptedServer[] = [];

beforeAll(async () => {
  ({ certificate, remove } = await temporaryCertificate());
});
afterAll(() => remove());
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(script: (peer: Peer) => Promise<void>, secure = true, host?: string): Promise<ScriptedServer> {
  const server = await startScripted(script, secure ? certificate : null, host);
  servers.push(server);
  return server;
}

/** Lines a server must never see from us before TLS, or when we refuse to sign in. */
function secretsSeen(server: ScriptedServer): string[] {
  return server.peers.flatMap((peer) => peer.lines.filter((line) => /LOGIN|AUTHENTICATE|ID /i.test(line)));
}

const stays = (peer: Peer): Promise<void> => peer.gone();

test('a server of an unknown authority is refused', async () => {
  const server = await serve(stays);
  expect(await factsOf(connect(optionsFor(server)))).toMatchObject({ kind: 'certificate', when: 'never' });
});

test('a certificate for another address is refused, also for IP addresses', async () => {
  const server = await serve(stays, true, '127.0.0.2');
  const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem })));
  expect(facts).toMatchObject({ kind: 'certificate', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
});

test('a certificate for the address is accepted, and sign-in takes one command', async () => {
  const server = await serve(async (peer) => {
    await peer.signIn('LITERAL+');
    await peer.gone();
  });
  const session = await connect(optionsFor({ ...server, extraCa: certificate.caPem }));
  expect(session.capabilities).toContain('LITERAL+');
  const plain = Buffer.from('\0mover@example.org\0a "secret\\').toString('base64');
  expect(server.peers[0]?.lines.map((line) => line.replace(/^\S+ /, ''))).toEqual([`AUTHENTICATE PLAIN ${plain}`]);
  session.destroy();
});

test('STARTTLS that is not offered is an error, with nothing secret on the wire', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR ID] ready\r\n');
    for (;;) await peer.ok();
  }, false);
  const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem })));
  expect(facts).toMatchObject({ kind: 'tls-not-offered', when: 'never' });
  expect(secretsSeen(server)).toEqual([]);
});

test('STARTTLS that is refused is an error, and the words before TLS are not shown', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR] [ALERT] visit evil.example\r\n');
    const [tag] = (await peer.line()).split(' ');
    peer.send(`${String(tag)} NO [ALERT] your password expired, visit evil.example\r\n`);
    await peer.gone();
  }, false);
  const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem })));
  expect(facts).toMatchObject({ kind: 'tls-not-offered' });
  expect(facts.serverText).toBeUndefined();
  expect(secretsSeen(server)).toEqual([]);
});

test('capabilities of before TLS are forgotten, and sign-in happens inside', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=EVIL] ready\r\n');
    await peer.ok();
    peer.startTls(certificate);
    await peer.ok('* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n');
    await peer.ok('', '[CAPABILITY IMAP4rev1 UIDPLUS] ');
    await peer.gone();
  }, false);
  const session = await connect(optionsFor({ ...server, extraCa: certificate.caPem }));
  expect([...session.capabilities]).toEqual(['IMAP4REV1', 'UIDPLUS']);
  session.destroy();
});

test('an unknown authority is refused after STARTTLS too', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n');
    await peer.ok();
    peer.startTls(certificate);
    await peer.gone();
  }, false);
  expect(await factsOf(connect(optionsFor(server)))).toMatchObject({ kind: 'certificate' });
});

test('answers injected behind the STARTTLS response end the connection', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n');
    const [tag] = (await peer.line()).split(' ');
    peer.send(`${String(tag)} OK go on\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n`);
    await peer.gone();
  }, false);
  const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem })));
  expect(facts).toMatchObject({ kind: 'tls-failed', code: 'STARTTLS_INJECTION' });
});

test.each([false, true])('a PREAUTH greeting is refused (TLS from the first byte: %s)', async (secure) => {
  const server = await serve(async (peer) => {
    peer.send('* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome\r\n');
    for (;;) await peer.ok();
  }, secure);
  const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem })));
  expect(facts).toMatchObject({ kind: 'preauth', when: 'never' });
  expect(server.peers[0]?.lines).toEqual([]);
});

test.each(['220 mail.example.org ESMTP\r\n', '+OK POP3 ready\r\n', 'HTTP/1.1 400 Bad Request\r\n\r\n', '\x16\x03\r\n'])(
  'a server that greets with %j is not IMAP',
  async (greeting) => {
    const server = await serve(async (peer) => {
      peer.send(greeting);
      await peer.gone();
    });
    const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem })));
    expect(facts).toMatchObject({ kind: 'not-imap', when: 'never' });
  },
);

test('TLS to a port without TLS fails as such', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK ready\r\n');
    await peer.gone();
  }, false);
  const address = { ...server.address, security: 'tls' } as const;
  expect(await factsOf(connect(optionsFor({ address })))).toMatchObject({ kind: 'tls-failed', when: 'never' });
});

test('a closed port and a host that does not exist', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const address = { host: '127.0.0.1', port, security: 'tls', user: 'u' } as const;
  expect(await factsOf(connect(optionsFor({ address })))).toMatchObject({ kind: 'connection-refused' });
  const nowhere = { ...address, host: 'mail.invalid' };
  expect((await factsOf(connect(optionsFor({ address: nowhere })))).kind).toMatch(/^(host-unknown|offline)$/);
});

test('a server that never greets, and one that never answers the sign-in', async () => {
  const silent = await serve(stays);
  const options = optionsFor({ ...silent, extraCa: certificate.caPem, timeouts: { greeting: 50 } });
  expect(await factsOf(connect(options))).toMatchObject({ kind: 'silence', when: 'later', code: 'GREETING_TIMEOUT' });
  const deaf = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n');
    await peer.gone();
  });
  const facts = await factsOf(connect(optionsFor({ ...deaf, extraCa: certificate.caPem, timeouts: { signIn: 50 } })));
  expect(facts).toMatchObject({ kind: 'silence', code: 'SIGN_IN_TIMEOUT' });
});

test('a refused password is tried once', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n');
    for (;;) {
      const [tag] = (await peer.line()).split(' ');
      peer.send(`${String(tag)} NO [AUTHENTICATIONFAILED] Authentication failed.\r\n`);
    }
  });
  const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem })));
  expect(facts).toMatchObject({
    kind: 'sign-in-refused',
    when: 'never',
    wide: 'account',
    outcome: 'refused',
    side: 'destination',
    serverText: 'Authentication failed.',
    code: 'AUTHENTICATIONFAILED',
  });
  expect(server.peers[0]?.lines).toHaveLength(1);
});

test('no way to sign in that both know', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=KERBEROS_V4] ready\r\n');
    for (;;) await peer.ok();
  });
  const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem })));
  expect(facts).toMatchObject({ kind: 'sign-in-refused', when: 'never' });
});

test('a token goes by XOAUTH2, and a refused one is a refused sign-in', async () => {
  const server = await serve(async (peer) => {
    peer.send('* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready\r\n');
    const [tag] = (await peer.line()).split(' ');
    peer.send(`+ ${Buffer.from('{"status":"400","schemes":"Bearer"}').toString('base64')}\r\n`);
    expect(await peer.line()).toBe('');
    peer.send(`${String(tag)} NO AUTHENTICATE failed.\r\n`);
    await peer.gone();
  });
  const secret = (): Promise<{ kind: 'token'; value: string }> => Promise.resolve({ kind: 'token', value: 'ya29.x' });
  const facts = await factsOf(connect(optionsFor({ ...server, extraCa: certificate.caPem, secret })));
  expect(facts).toMatchObject({ kind: 'sign-in-refused', serverText: 'AUTHENTICATE failed. (status: 400)' });
  const sent = Buffer.from(server.peers[0]?.lines[0]?.split(' ')[3] ?? '', 'base64').toString();
  expect(sent).toBe('user=mover@example.org\x01auth=Bearer ya29.x\x01\x01');
});

test('a farewell instead of a greeting keeps its words under TLS and loses them before', async () => {
  const script = async (peer: Peer): Promise<void> => {
    peer.send('* BYE [UNAVAILABLE] Too many connections from you\r\n');
    await peer.gone();
  };
  const secure = await factsOf(connect(optionsFor({ ...(await serve(script)), extraCa: certificate.caPem })));
  expect(secure).toMatchObject({ kind: 'too-many-connections', serverText: 'Too many connections from you' });
  const plain = await factsOf(connect(optionsFor({ ...(await serve(script, false)), extraCa: certificate.caPem })));
  expect(plain).toMatchObject({ kind: 'bye', when: 'later' });
  expect(plain.serverText).toBeUndefined();
});

test('an abort ends the attempt with its reason', async () => {
  const server = await serve(stays);
  const controller = new AbortController();
  const attempt = destinationAccount(optionsFor({ ...server, extraCa: certificate.caPem })).connect(controller.signal);
  setTimeout(() => controller.abort(new Error('enough')), 50);
  await expect(attempt).rejects.toThrow('enough');
});
