import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../main/discovery/read-config.ts';
import { configFile } from './support/config-file.ts';
import { DiscoveryWorld } from './support/discovery-world.ts';
import { processorTime } from '../support/processor-time.ts';

const place = 'autoconfig.example.org/mail/config-v1.1.xml';
const good = configFile({ host: 'imap.example.org' });
const servers = (xml: string): readonly object[] => readConfig(xml, 'example.org');

describe('a file', () => {
  const laughs = ['lol', 'lol1', 'lol2', 'lol3', 'lol4', 'lol5', 'lol6', 'lol7', 'lol8']
    .map((name, at, all) => `<!ENTITY ${name} "${at === 0 ? 'ha' : `&${all[at - 1] ?? ''};`.repeat(10)}">`)
    .join('');

  test.each([
    [
      'a billion laughs',
      good.replace('<clientConfig', `<!DOCTYPE c [${laughs}]><clientConfig`).replace('Sons', '&lol8;'),
    ],
    [
      'an external entity',
      good.replace('<clientConfig', '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><clientConfig'),
    ],
    [
      'a DTD from elsewhere',
      good.replace('<clientConfig', '<!DOCTYPE c SYSTEM "https://evil.example/x.dtd"><clientConfig'),
    ],
    ['a DTD in small letters', good.replace('<clientConfig', '<!doctype c><clientConfig')],
    ['nothing', ''],
    ['a web page', '<html><body><p>Sign in</body></html>'],
    ['text', 'not found'],
    ['a file that breaks off', good.slice(0, 300)],
    ['nothing but depth', '<a>'.repeat(21_000)],
    ['another root', good.replaceAll('clientConfig', 'serverConfig')],
  ])('of %s is refused, quickly', (_name, xml) => {
    expect(processorTime(() => expect(() => servers(xml)).toThrow(Error))).toBeLessThan(1000);
  });

  test('deep inside of a name is no name', () => {
    const deep = `${'<b>'.repeat(7000)}${'</b>'.repeat(7000)}`;
    expect(servers(configFile({ host: deep }, { host: 'imap.example.org' }))).toHaveLength(1);
  });

  test.each([
    '127.0.0.1',
    '[::1]',
    '2130706433',
    '0x7f.1',
    'localhost',
    'router',
    '%EMAILLOCALPART%.example.org',
    'imap.example.org/x',
    'imap.example.org:993',
    'a@imap.example.org',
    'imap .example.org',
    `${'a'.repeat(64)}.example.org`,
    '',
  ])('that names the server "%s" names none', (host) => {
    expect(servers(configFile({ host }))).toEqual([]);
  });

  test.each([
    { port: '0' },
    { port: '65536' },
    { port: '-1' },
    { port: '9e2' },
    { port: '' },
    { socketType: 'plain' },
    { socketType: '' },
    { type: 'pop3' },
    { type: 'exchange' },
  ])('with %o names no server', (change) => {
    expect(servers(configFile({ host: 'imap.example.org', ...change }))).toEqual([]);
  });

  test('names a few servers, not thousands', () => {
    const many = Array.from({ length: 100 }, (_server, at) => ({ host: `imap${String(at)}.example.org` }));
    expect(servers(configFile(...many))).toHaveLength(4);
  });

  test.each([
    ['%EMAILADDRESS%', 'email'],
    ['%EMAILLOCALPART%@%EMAILDOMAIN%', 'email'],
    ['%EMAILLOCALPART%@example.org', 'email'],
    ['%EMAILLOCALPART%', 'local-part'],
    ['%EMAILLOCALPART%.example', null],
    ['admin', null],
    ['', null],
  ])('says of the user name "%s": %s', (user, rule) => {
    expect(servers(configFile({ host: 'imap.%EMAILDOMAIN%', user }))).toEqual([
      { host: 'imap.example.org', port: 993, security: 'tls', user: rule },
    ]);
  });
});

describe('a web server', () => {
  const to =
    (location: string, status = 302) =>
    (_request: unknown, response: ServerResponse) =>
      void response.writeHead(status, { location }).end();

  test.each([
    ['http', 'http://autoconfig.example.org/mail/plain.xml'],
    ['another port', 'https://autoconfig.example.org:8443/x.xml'],
    ['an IP address', 'https://127.0.0.1/x.xml'],
    ['an IPv6 address', 'https://[::1]/x.xml'],
    ['a number', 'https://2130706433/x.xml'],
    ['this computer', 'https://localhost/x.xml'],
    ['a name of the network here', 'https://router/x.xml'],
    ['a password', 'https://a:b@example.org/x.xml'],
    ['a file', 'file:///etc/passwd'],
    ['nonsense', 'https://'],
  ])('that leads to %s is not followed', async (_name, location) => {
    await using world = await DiscoveryWorld.open({ web: { [place]: to(location) } });
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
    expect(world.asked).toHaveLength(1);
    expect(world.located).toHaveLength(4);
  });

  test.each([
    [5, 'published'],
    [6, 'nothing'],
  ])('that leads on %i times: %s', async (hops, kind) => {
    const chain = Array.from({ length: hops }, (_hop, at) => {
      const page = at === 0 ? place : `www.example.net/${String(at)}`;
      return [
        page,
        to(at === hops - 1 ? 'https://config.example.net/last' : `https://www.example.net/${String(at + 1)}`, 307),
      ] as const;
    });
    const web = { ...Object.fromEntries(chain), 'config.example.net/last': good };
    await using world = await DiscoveryWorld.open({ web });
    expect(await world.search('example.org')).toMatchObject({ kind });
  });

  test('that sends ten megabytes is left after the first of them', async () => {
    let sent = 0;
    const page = (_request: unknown, response: ServerResponse): void => {
      const chunk = Buffer.alloc(65_536, ' ');
      response.writeHead(200);
      const more = (): void => {
        while (sent < 10_000_000 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end(good);
      };
      more();
    };
    await using world = await DiscoveryWorld.open({ web: { [place]: page } });
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
    expect(sent).toBeLessThan(5_000_000);
  });

  test('that drips is left when its time is over', async () => {
    const page = (_request: unknown, response: ServerResponse): void => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    await using world = await DiscoveryWorld.open({ web: { [place]: page }, patienceMs: 500 });
    const start = performance.now();
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
    // Without being told otherwise it waits five seconds.
    expect(performance.now() - start).toBeLessThan(4500);
  });

  test.each([401, 403, 404, 500, 304])('that answers %i has no file', async (status) => {
    const page = (_request: unknown, response: ServerResponse): void => void response.writeHead(status).end(good);
    await using world = await DiscoveryWorld.open({ web: { [place]: page } });
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
  });

  test('whose certificate is of somebody else is not read', async () => {
    const world = await DiscoveryWorld.open({ web: { [place]: good }, untrusted: ['autoconfig.example.org'] });
    await using _closed = world;
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
    expect(world.asked).toEqual([]);
  });

  test('that sends no UTF-8 has no file', async () => {
    const latin = Buffer.from(good.replace('Sons', 'Söhne'), 'latin1');
    const page = (_request: unknown, response: ServerResponse): void => void response.writeHead(200).end(latin);
    await using world = await DiscoveryWorld.open({ web: { [place]: page } });
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
  });
});

describe('DNS', () => {
  test.each(['.', 'localhost', 'router', '127.0.0.1'])('that names the server "%s" names none', async (host) => {
    const dns = {
      'SRV _imaps._tcp.example.org': { srv: [[0, 0, 993, host]] },
      'MX example.org': { mx: [[0, host]] },
    } as const;
    await using world = await DiscoveryWorld.open({ dns });
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
  });
});
