import { createServer as createPlainServer, type AddressInfo, type Socket } from 'node:net';
import { createServer, type PeerCertificate } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { destinationAccount } from '../../main/imap/account.ts';
import { faultOf } from '../../main/imap/certificate.ts';
import type { MailErrorFacts } from '../../main/engine/mail-error.ts';
import type { IssuedCertificate } from '../../main/practice/certificate.ts';
import {
  certificateKinds,
  createCertificateSet,
  sha256OfPem,
  type CertificateKind,
  type CertificateSet,
} from '../support/certificates.ts';
import { connect, factsOf, optionsFor } from './connect-for-test.ts';
import { startScripted, type Peer, type ScriptedServer } from './scripted-server.ts';

let certificates: CertificateSet;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  certificates = await createCertificateSet();
});
afterAll(() => certificates[Symbol.asyncDispose]());
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A server that lets anybody in and counts what it is told under TLS. */
interface Listener {
  readonly port: number;
  /** What clients said under TLS, as it came. */
  heard: string;
  /** Shows another certificate from now on. */
  show(certificate: IssuedCertificate): void;
}

async function listen(certificate: IssuedCertificate): Promise<Listener> {
  const contextOf = ({ certPem, keyPem }: IssuedCertificate): { cert: string; key: string; ciphers: string } => ({
    cert: certPem,
    key: keyPem,
    // Level 0, or the server itself would refuse to use what is too weak.
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  const open = new Set<Socket>();
  const server = createServer(contextOf(certificate), (socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n');
    socket.on('data', (bytes: Buffer) => {
      listener.heard += bytes.toString('latin1');
      const [tag = ''] = bytes.toString('latin1').split(' ');
      socket.write(`${tag} OK [CAPABILITY IMAP4rev1] done\r\n`);
    });
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const listener: Listener = {
    port: (server.address() as AddressInfo).port,
    heard: '',
    show: (next) => server.setSecureContext(contextOf(next)),
  };
  return listener;
}

function addressOf(port: number): { host: string; port: number; security: 'tls'; user: string } {
  return { host: '127.0.0.1', port, security: 'tls', user: 'someone@example.org' };
}

/** What becomes of a connection: `in`, or why not, and that a server that was refused heard nothing. */
async function outcome(listener: Listener, pin: string | null): Promise<string> {
  const extraCa = certificates.authorityPem;
  const options = optionsFor({ address: addressOf(listener.port), extraCa, ...(pin === null ? {} : { pin }) });
  let facts: MailErrorFacts;
  try {
    const session = await connect(options);
    session.destroy();
    return 'in';
  } catch {
    listener.heard = '';
    facts = await factsOf(connect(options));
  }
  expect(facts).toMatchObject({ kind: 'certificate', when: 'never', outcome: 'refused' });
  expect(listener.heard, 'nothing is said to a server that was refused').toBe('');
  return `${facts.code ?? ''} ${facts.certificate?.fault ?? 'nothing else'}`;
}

/** What becomes of each kind without a pin, with its own, and with the pin of another certificate. */
const table: Readonly<Record<CertificateKind, readonly [without: string, own: string, other: string]>> = {
  good: ['in', 'in', 'CERT_CHANGED nothing else'],
  'self-signed': ['DEPTH_ZERO_SELF_SIGNED_CERT self-signed', 'in', 'CERT_CHANGED self-signed'],
  'self-signed-other-name': ['DEPTH_ZERO_SELF_SIGNED_CERT self-signed', 'in', 'CERT_CHANGED self-signed'],
  'unknown-authority': ['UNABLE_TO_VERIFY_LEAF_SIGNATURE unknown-authority', 'in', 'CERT_CHANGED unknown-authority'],
  'unknown-authority-in-chain': ['SELF_SIGNED_CERT_IN_CHAIN unknown-authority', 'in', 'CERT_CHANGED unknown-authority'],
  'wrong-name': ['ERR_TLS_CERT_ALTNAME_INVALID wrong-name', 'in', 'CERT_CHANGED wrong-name'],
  // A pin says who it is, not for how long, and no pin makes a weak key strong.
  expired: ['CERT_HAS_EXPIRED expired', 'CERT_HAS_EXPIRED expired', 'CERT_CHANGED expired'],
  'expired-unknown-authority': ['CERT_HAS_EXPIRED expired', 'CERT_HAS_EXPIRED expired', 'CERT_CHANGED expired'],
  'not-yet-valid': [
    'CERT_NOT_YET_VALID not-yet-valid',
    'CERT_NOT_YET_VALID not-yet-valid',
    'CERT_CHANGED not-yet-valid',
  ],
  'short-key': ['CERT_TOO_WEAK weak', 'CERT_TOO_WEAK weak', 'CERT_CHANGED weak'],
  'broken-digest': ['CERT_TOO_WEAK weak', 'CERT_TOO_WEAK weak', 'CERT_CHANGED weak'],
};

test.for(certificateKinds)('%s', async (kind) => {
  const certificate = await certificates.make(kind);
  const listener = await listen(certificate);
  const other = sha256OfPem((await certificates.make('good')).certPem);
  const pins = [null, sha256OfPem(certificate.certPem), other];
  const found: string[] = [];
  for (const pin of pins) found.push(await outcome(listener, pin));
  expect(found).toEqual(table[kind]);
});

test('what the server showed is told, so that it can be compared', async () => {
  const certificate = await certificates.make('unknown-authority');
  const listener = await listen(certificate);
  const facts = await factsOf(connect(optionsFor({ address: addressOf(listener.port) })));
  expect(facts.certificate).toMatchObject({
    sha256: sha256OfPem(certificate.certPem),
    subject: 'localhost',
    issuer: 'Practice authority',
    fault: 'unknown-authority',
  });
  const { validFrom = 0, validTo = 0 } = facts.certificate ?? {};
  expect(validFrom).toBeLessThan(Date.now());
  expect(validTo - Date.now()).toBeGreaterThan(6 * 86_400_000);
});

test('a pinned certificate that may sign others makes nobody else trusted', async () => {
  const { parent, child } = await certificates.makePair();
  const listener = await listen(parent);
  const pin = sha256OfPem(parent.certPem);
  const account = destinationAccount(optionsFor({ address: addressOf(listener.port), pin }));
  const session = await account.connect(new AbortController().signal);
  session.destroy();
  listener.show(child);
  listener.heard = '';
  const facts = await factsOf(account.connect(new AbortController().signal));
  expect(facts).toMatchObject({ code: 'CERT_CHANGED', certificate: { sha256: sha256OfPem(child.certPem) } });
  expect(listener.heard).toBe('');
  // The one that was pinned is taken again at once.
  listener.show(parent);
  (await account.connect(new AbortController().signal)).destroy();
});

test('a certificate that is replaced between two connections of an account is told as changed, and what is wrong with it', async () => {
  const listener = await listen(await certificates.make('self-signed'));
  const { certificate } = await factsOf(connect(optionsFor({ address: addressOf(listener.port) })));
  const pin = certificate?.sha256 ?? '';
  const account = destinationAccount(
    optionsFor({ address: addressOf(listener.port), pin, extraCa: certificates.authorityPem }),
  );
  (await account.connect(new AbortController().signal)).destroy();
  listener.show(await certificates.make('good'));
  const facts = await factsOf(account.connect(new AbortController().signal));
  expect(facts).toMatchObject({ code: 'CERT_CHANGED', certificate: { fault: null } });
});

describe('STARTTLS', () => {
  async function serve(script: (peer: Peer) => Promise<void>): Promise<ScriptedServer> {
    const server = await startScripted(script, null);
    stops.push(() => server.stop());
    return server;
  }

  async function upgrades(certificate: IssuedCertificate): Promise<ScriptedServer> {
    const files = await certificates.files(certificate);
    return serve(async (peer) => {
      peer.send('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n');
      await peer.ok();
      peer.startTls(files);
      for (;;) await peer.ok('* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n');
    });
  }

  /** Everything a server read, before TLS and under it. */
  const said = (server: ScriptedServer): string =>
    server.peers.flatMap(({ lines }) => lines.map((line) => line.replace(/^\S+ /u, ''))).join('\n');

  test('tells the certificate that was refused, and takes it when it is pinned', async () => {
    const certificate = await certificates.make('self-signed-other-name');
    const server = await upgrades(certificate);
    const facts = await factsOf(connect(optionsFor(server)));
    expect(facts.certificate).toMatchObject({ sha256: sha256OfPem(certificate.certPem), fault: 'self-signed' });
    expect(said(server)).toBe('STARTTLS');
    const session = await connect(optionsFor({ ...server, pin: sha256OfPem(certificate.certPem) }));
    session.destroy();
    expect(said(server)).toContain('AUTHENTICATE PLAIN');
  });

  test('another certificate than the pinned one hears nothing', async () => {
    const server = await upgrades(await certificates.make('self-signed'));
    const pin = sha256OfPem((await certificates.make('self-signed')).certPem);
    expect(await factsOf(connect(optionsFor({ ...server, pin })))).toMatchObject({ code: 'CERT_CHANGED' });
    expect(said(server)).toBe('STARTTLS');
  });

  const pin = 'A'.repeat(64);
  const cases: readonly (readonly [string, (peer: Peer) => Promise<void>, object])[] = [
    [
      'a server without it',
      async (peer) => {
        peer.send('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n');
        for (;;) await peer.ok();
      },
      { kind: 'tls-not-offered' },
    ],
    [
      'a server whose offer somebody took out',
      async (peer) => {
        peer.send('* OK ready\r\n');
        for (;;) await peer.ok('* CAPABILITY IMAP4rev1 XXXXXXXX AUTH=PLAIN\r\n');
      },
      { kind: 'tls-not-offered' },
    ],
    [
      'a command that is refused',
      async (peer) => {
        peer.send('* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready\r\n');
        for (;;) peer.send(`${(await peer.line()).split(' ')[0] ?? ''} BAD unknown command\r\n`);
      },
      { kind: 'tls-not-offered' },
    ],
    [
      'answers sent along before TLS stands',
      async (peer) => {
        peer.send('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n');
        const [tag = ''] = (await peer.line()).split(' ');
        peer.send(`${tag} OK go on\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nA2 OK signed in\r\n`);
        await peer.gone();
      },
      { kind: 'tls-failed', code: 'STARTTLS_INJECTION' },
    ],
    [
      'answers that come a moment later',
      async (peer) => {
        peer.send('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n');
        const [tag = ''] = (await peer.line()).split(' ');
        peer.send(`${tag} OK go on\r\n`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        peer.send('* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n');
        await peer.gone();
      },
      { kind: 'tls-failed' },
    ],
  ];

  test.for(cases.flatMap(([name, ...rest]) => [null, pin].map((given) => [name, given, ...rest] as const)))(
    'refuses %s (pin: %s), and no password goes out',
    async ([, given, script, expected]) => {
      const server = await serve(script);
      const options = optionsFor({ ...server, ...(given === null ? {} : { pin: given }) });
      expect(await factsOf(connect(options))).toMatchObject(expected);
      const everything = server.peers.flatMap(({ lines }) => lines).join('\n');
      expect(everything).not.toMatch(/LOGIN|AUTHENTICATE|secret|mover/iu);
      expect(server.peers).toHaveLength(1);
    },
  );
});

test('a server that speaks no TLS at all hears no password', async () => {
  let heard = '';
  const server = createPlainServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => (heard += bytes.toString('latin1')));
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  const address = addressOf((server.address() as AddressInfo).port);
  const facts = await factsOf(connect(optionsFor({ address, pin: 'A'.repeat(64) })));
  expect(facts).toMatchObject({ kind: 'tls-failed' });
  expect(heard).not.toMatch(/LOGIN|AUTHENTICATE|secret|mover/iu);
});

describe('the gravest fault comes first, also where the TLS library names another (as Electron’s does)', () => {
  const at = Date.UTC(2026, 5, 1);
  const year = 365 * 86_400_000;
  const noAuthority = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
  const shownAs = (validFrom: number, key: object): Parameters<typeof faultOf>[0] => ({
    facts: { sha256: '', subject: '', issuer: '', validFrom, validTo: validFrom + year },
    peer: { subject: { CN: 'a.example' }, subjectaltname: 'DNS:a.example', ...key } as unknown as PeerCertificate,
  });

  test.each([
    [at - 2 * year, {}, noAuthority, 'expired'],
    [at + year, {}, noAuthority, 'not-yet-valid'],
    [at - 1, { modulus: 'C0', bits: 1024 }, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'weak'],
    [at - 1, { modulus: 'C0', bits: 2048 }, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
    [at - 1, { bits: 256 }, noAuthority, 'unknown-authority'],
    [at - 2 * year, { modulus: 'C0', bits: 1024 }, 'CERT_REVOKED', 'revoked'],
    [at - 1, {}, null, null],
  ] as const)('from %d, %j, %s: %s', (from, key, code, fault) => {
    expect(faultOf(shownAs(from, key), 'a.example', code, at)).toBe(fault);
  });

  test('a good chain for another host', () => {
    expect(faultOf(shownAs(at - 1, {}), 'b.example', null, at)).toBe('wrong-name');
  });
});
