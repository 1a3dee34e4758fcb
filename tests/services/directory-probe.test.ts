import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority, type Authority } from '../../main/practice/certificate.ts';
import { probeServer } from '../../scripts/directory/probe-server.mjs';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';

let dovecot: Dovecot;
let authority: Authority;
beforeAll(async () => {
  [dovecot, authority] = await Promise.all([startDovecot({ format: 'maildir', separator: '/' }), createAuthority()]);
});
afterAll(() => dovecot.stop());

const today = new Date().toISOString().slice(0, 10);

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** A server that says this and nothing else. */
async function sayer(words: string): Promise<{ readonly port: number } & AsyncDisposable> {
  const server = createServer((socket) => socket.on('error', () => undefined).write(words)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await Promise.resolve();
    },
  };
}

describe('a server', () => {
  test('in order: Dovecot, with TLS from the first byte and with STARTTLS', async () => {
    for (const [port, security] of [
      [dovecot.port, 'tls'],
      [dovecot.starttlsPort, 'starttls'],
    ] as const) {
      const probe = await probeServer({ host: 'localhost', port, security }, { ca: dovecot.caPem });
      expect(probe).toMatchObject({ ok: true, protocol: 'TLSv1.3' });
      expect(probe.ok && probe.capabilities).toContain('IMAP4REV1');
    }
  });

  test('of nobody we trust is not in order', async () => {
    const server = { host: 'localhost', port: dovecot.port, security: 'tls' } as const;
    expect(await probeServer(server)).toMatchObject({ ok: false, why: expect.stringMatching(/certificate/u) });
  });

  test('with a certificate of another name is not in order, with STARTTLS neither', async () => {
    for (const implicitTls of [true, false]) {
      await using other = await startSimulatedServer({
        authority,
        implicitTls,
        certificate: { names: ['other.example'] },
      });
      const server = { host: 'localhost', port: other.port, security: implicitTls ? 'tls' : 'starttls' } as const;
      const probe = await probeServer(server, { ca: other.caPem });
      expect(probe).toMatchObject({ ok: false, why: expect.stringMatching(/localhost.*other\.example/u) });
      // It was told nothing through a connection that is not its own.
      expect(other.commands.filter((line) => /CAPABILITY/iu.test(line))).toEqual([]);
    }
  });

  test('whose certificate has run out is not in order', async () => {
    const validity = { notBefore: new Date(Date.now() - 2e9), notAfter: new Date(Date.now() - 1e9) };
    await using old = await startSimulatedServer({ authority, certificate: { validity } });
    const probe = await probeServer({ host: 'localhost', port: old.port, security: 'tls' }, { ca: old.caPem });
    expect(probe).toEqual({ ok: false, why: 'certificate has expired' });
  });

  test('that is down, speaks something else, or nothing, is not in order', async () => {
    const down = await probeServer({ host: 'localhost', port: await closedPort(), security: 'tls' });
    expect(down).toMatchObject({ ok: false, why: expect.stringMatching(/ECONNREFUSED/u) });
    await using web = await sayer('HTTP/1.1 400 Bad Request\u001b[2J\r\n\r\n');
    const spoke = await probeServer({ host: 'localhost', port: web.port, security: 'starttls' });
    expect(spoke).toEqual({ ok: false, why: 'no IMAP greeting: "HTTP/1.1 400 Bad Request?[2J"' });
    await using mute = await sayer('');
    const silent = await probeServer({ host: 'localhost', port: mute.port, security: 'starttls' }, { patienceMs: 200 });
    expect(silent).toEqual({ ok: false, why: 'no answer within 0.2 s' });
    await using endless = await sayer('* OK '.repeat(20_000));
    const talked = await probeServer({ host: 'localhost', port: endless.port, security: 'starttls' });
    expect(talked).toEqual({ ok: false, why: 'the answer is too long' });
  });

  test('that offers no STARTTLS is not in order: nothing is asked in the clear', async () => {
    await using plain = await sayer('* OK ready\r\ns NO not here\r\na OK no\r\n');
    const probe = await probeServer({ host: 'localhost', port: plain.port, security: 'starttls' });
    expect(probe).toEqual({ ok: false, why: 'the server refused: "s NO not here"' });
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'homing-probe-'));
  const file = join(folder, 'providers.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const host = (id: string, port: number, probed?: string): object => ({
    id,
    name: id,
    kind: 'host',
    domains: { names: [], sources: [] },
    servers: [
      {
        host: 'localhost',
        port,
        security: 'tls',
        user: null,
        sources: ['a test'],
        confirmed: false,
        ...(probed === undefined ? {} : { probed }),
      },
      { host: 'mail.{domain}', port: 993, security: 'tls', user: null, sources: ['a test'], confirmed: false },
    ],
    signIn: { kind: 'not-known', sources: [], confirmed: false },
    imapSwitch: null,
    pages: {},
    limits: {},
    country: null,
    ownDomain: null,
    pinAllowed: false,
  });

  const probe = async (...args: readonly string[]): Promise<{ readonly code: number; readonly words: string }> => {
    const all = ['scripts/directory-probe.mjs', '--file', file, '--ca', dovecot.caFile, ...args];
    try {
      const { stdout } = await promisify(execFile)(process.execPath, all);
      return { code: 0, words: stdout };
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, words: stdout };
    }
  };
  const dates = (): unknown => {
    const { providers } = JSON.parse(readFileSync(file, 'utf8')) as {
      providers: { id: string; servers: { probed?: string }[] }[];
    };
    return Object.fromEntries(providers.map(({ id, servers }) => [id, servers.map(({ probed }) => probed ?? null)]));
  };

  test('dates what is in order, leaves the rest as it was, and says which is which', async () => {
    await using wrong = await startSimulatedServer({ certificate: { names: ['other.example'] } });
    const down = await closedPort();
    const providers = [host('good', dovecot.port), host('wrong', wrong.port), host('down', down, '2026-01-02')];
    writeFileSync(file, JSON.stringify({ date: '2026-11-21', sources: {}, providers }));
    const { code, words } = await probe();
    expect(code).toBe(1);
    expect(words).toContain(`good localhost:${String(dovecot.port)} in order, TLSv1.3`);
    expect(words).toMatch(/wrong localhost:\d+ NOT in order: /u);
    expect(words).toMatch(/down localhost:\d+ NOT in order: .*ECONNREFUSED/u);
    expect(words).toContain('1 of 3 servers are in order.');
    expect(dates()).toEqual({ good: [today, null], wrong: [null, null], down: ['2026-01-02', null] });
  });

  test('may visit some only, and is content when all of those are in order', async () => {
    expect(await probe('--only', 'good')).toMatchObject({ code: 0, words: expect.stringContaining('1 of 1') });
    expect(await probe('--only', 'nobody')).toMatchObject({ code: 1, words: '0 of 0 servers are in order.\n' });
  });
});

test('writes the directory as it is kept: nothing but a date would change', async () => {
  const { format } = await import('prettier');
  const text = readFileSync('resources/providers.json', 'utf8');
  expect(await format(JSON.stringify(JSON.parse(text)), { parser: 'json', printWidth: 120 })).toBe(text);
});
