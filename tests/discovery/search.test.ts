import { describe, expect, test } from 'vitest';
import { configFile } from './support/config-file.ts';
import { DiscoveryWorld } from './support/discovery-world.ts';

const first = 'autoconfig.example.org/mail/config-v1.1.xml';
const second = 'example.org/.well-known/autoconfig/mail/config-v1.1.xml';
const tls = { port: 993, security: 'tls' } as const;

const srv = {
  'SRV _imaps._tcp.example.org': { srv: [[0, 1, 993, 'srv.example.org']] },
  'MX example.org': { mx: [[10, 'aspmx.l.google.com']] },
} as const;
const imap = ['imap.example.org', 'mail.example.org'];

describe('the order', () => {
  test('a file of the domain comes first, and its first place before the second', async () => {
    const web = { [first]: configFile({ host: 'one.example.org' }), [second]: configFile({ host: 'two.example.org' }) };
    await using world = await DiscoveryWorld.open({ web, dns: srv, imap });
    expect(await world.search('example.org')).toEqual({
      kind: 'published',
      by: 'autoconfig',
      servers: [{ host: 'one.example.org', ...tls, user: 'email' }],
    });
    await using other = await DiscoveryWorld.open({ web: { [second]: web[second] ?? '' }, dns: srv, imap });
    expect(await other.search('example.org')).toMatchObject({ servers: [{ host: 'two.example.org' }] });
  });

  test('then SRV, TLS from the first byte before STARTTLS, by priority and weight', async () => {
    const dns = {
      ...srv,
      'SRV _imap._tcp.example.org': { srv: [[0, 1, 143, 'plain.example.org']] },
      'SRV _imaps._tcp.example.org': {
        srv: [
          [20, 1, 993, 'last.example.org'],
          [10, 1, 993, 'lighter.example.org'],
          [10, 9, 1993, 'Heavier.Example.org'],
        ],
      },
    } as const;
    await using world = await DiscoveryWorld.open({ dns, imap });
    expect(await world.search('example.org')).toEqual({
      kind: 'published',
      by: 'dns',
      servers: [
        { host: 'heavier.example.org', port: 1993, security: 'tls', user: null },
        { host: 'lighter.example.org', ...tls, user: null },
        { host: 'last.example.org', ...tls, user: null },
        { host: 'plain.example.org', port: 143, security: 'starttls', user: null },
      ],
    });
  });

  test('SRV with STARTTLS only', async () => {
    const dns = { 'SRV _imap._tcp.example.org': { srv: [[0, 0, 143, 'mail.example.org']] } } as const;
    await using world = await DiscoveryWorld.open({ dns, imap });
    expect(await world.search('example.org')).toMatchObject({
      by: 'dns',
      servers: [{ host: 'mail.example.org', port: 143, security: 'starttls' }],
    });
  });

  test('then who takes its mail: the most preferred server, if the directory knows it', async () => {
    const mx = [
      [20, 'other.example.net'],
      [10, 'ASPMX.L.GOOGLE.COM'],
    ] as const;
    const none = [[0, 0, 0, '.']] as const;
    const dns = {
      'MX example.org': { mx },
      'SRV _imaps._tcp.example.org': { srv: none },
      'SRV _imap._tcp.example.org': { srv: none },
    };
    await using world = await DiscoveryWorld.open({ dns, imap });
    expect(await world.search('example.org')).toEqual({ kind: 'mail-host', host: 'aspmx.l.google.com' });
  });

  test('then usual names, if they show a certificate that is theirs', async () => {
    const dns = { 'MX example.org': { mx: [[10, 'mx.example.org']] } } as const;
    await using world = await DiscoveryWorld.open({ dns, imap });
    const found = (host: string): object => ({ kind: 'guessed', servers: [{ host, ...tls, user: null }] });
    expect(await world.search('example.org')).toEqual(found('imap.example.org'));
    await using bad = await DiscoveryWorld.open({ dns, imap, untrusted: ['imap.example.org'] });
    expect(await bad.search('example.org')).toEqual(found('mail.example.org'));
  });

  test('nothing is told of a domain that is not there', async () => {
    await using world = await DiscoveryWorld.open();
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
    expect(world.dns.questions.toSorted()).toEqual([
      'MX example.org',
      'SRV _imap._tcp.example.org',
      'SRV _imaps._tcp.example.org',
    ]);
    expect(world.located.toSorted()).toEqual([
      'autoconfig.example.org:443',
      'example.org:443',
      'imap.example.org:993',
      'mail.example.org:993',
    ]);
  });
});

describe('a slow network', () => {
  const silent = {
    'MX example.org': 'silence',
    'SRV _imaps._tcp.example.org': 'silence',
    'SRV _imap._tcp.example.org': 'silence',
  } as const;
  const mute = ['autoconfig.example.org', 'example.org', 'imap.example.org', 'mail.example.org'];

  test('is waited for so long, and no longer', async () => {
    await using world = await DiscoveryWorld.open({ dns: silent, mute, patienceMs: 700 });
    const start = performance.now();
    expect(await world.search('example.org')).toEqual({ kind: 'nothing' });
    const took = performance.now() - start;
    expect(took).toBeGreaterThan(650);
    // Without being told otherwise it waits five seconds.
    expect(took).toBeLessThan(4500);
  });

  test('gives what came in time', async () => {
    await using world = await DiscoveryWorld.open({
      dns: silent,
      mute: mute.slice(0, 2),
      imap: ['imap.example.org'],
      patienceMs: 2_500,
    });
    expect(await world.search('example.org')).toMatchObject({ kind: 'guessed' });
  });

  test('is left at once when nobody waits any more', async () => {
    await using world = await DiscoveryWorld.open({ dns: silent, mute });
    const person = new AbortController();
    const start = performance.now();
    const found = world.discover('example.org', person.signal);
    setTimeout(() => person.abort(), 50);
    expect(await found).toEqual({ kind: 'nothing' });
    expect(performance.now() - start).toBeLessThan(4000);
    expect(await world.discover('example.org', person.signal)).toEqual({ kind: 'nothing' });
  });
});
