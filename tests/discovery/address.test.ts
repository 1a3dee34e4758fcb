import { describe, expect, test } from 'vitest';
import { discoverAddress } from '../../main/services/directory/discover-address.ts';
import { addressLookUp, type AddressLookUp } from '../../shared/model/provider.ts';
import { configFile } from './support/config-file.ts';
import { DiscoveryWorld, type World } from './support/discovery-world.ts';

const place = 'autoconfig.example.org/mail/config-v1.1.xml';

async function lookUp(
  world: DiscoveryWorld,
  typed: string,
  side: 'source' | 'destination' = 'source',
): Promise<AddressLookUp> {
  const { directory, discover } = world;
  return addressLookUp.parse(
    await discoverAddress({ typed, side }, { directory, discover, signal: new AbortController().signal }),
  );
}

const hosted = (mx: string): World => ({ dns: { 'MX example.org': { mx: [[1, mx]] } } });

describe('a domain of one’s own', () => {
  test.each([
    ['aspmx.l.google.com', 'gmail', 'imap.gmail.com'],
    ['smtp.google.com', 'gmail', 'imap.gmail.com'],
    ['alt4.aspmx.l.google.com', 'gmail', 'imap.gmail.com'],
    ['aspmx2.googlemail.com', 'gmail', 'imap.gmail.com'],
    ['example-org.mail.protection.outlook.com', 'office365', 'outlook.office365.com'],
    ['in1-smtp.messagingengine.com', 'fastmail', 'imap.fastmail.com'],
    ['spool.mail.gandi.net', 'gandi', 'mail.gandi.net'],
    ['mx01.posteo.de', 'posteo', 'posteo.de'],
  ])('whose mail goes to %s is hosted by %s, which a person confirms', async (mx, id, host) => {
    await using world = await DiscoveryWorld.open(hosted(mx));
    const found = await lookUp(world, 'Ada@Example.org');
    if (found.kind !== 'known') throw new Error(`it is ${found.kind}`);
    expect(found.provider.id).toBe(id);
    expect(found.proposals[0]?.address).toEqual({ host, port: 993, security: 'tls', user: 'Ada@example.org' });
    expect(found.proposals.filter(({ source, confirmed }) => source !== 'published' || confirmed)).toEqual([]);
  });

  test('is not hosted by who only sounds alike', async () => {
    for (const mx of ['notgoogle.com', 'google.com.evil.example', 'mxposteo.de']) {
      await using world = await DiscoveryWorld.open(hosted(mx));
      expect(await lookUp(world, 'ada@example.org')).toEqual({ kind: 'unknown', domain: 'example.org', proposals: [] });
    }
  });

  test('whose mail goes to Proton is told what that means', async () => {
    await using world = await DiscoveryWorld.open(hosted('mail.protonmail.ch'));
    expect(await lookUp(world, 'ada@example.org')).toMatchObject({ kind: 'no-imap', provider: { id: 'proton' } });
  });

  test('whose host gives each customer a server: the name is asked for', async () => {
    await using world = await DiscoveryWorld.open(hosted('www100.your-server.de'));
    expect(await lookUp(world, 'ada@example.org')).toMatchObject({ kind: 'known', provider: { id: 'hetzner' } });
  });
});

describe('what was published', () => {
  test('over https, for a server of the domain, is sure', async () => {
    const web = { [place]: configFile({ host: 'imap.example.org', user: '%EMAILLOCALPART%' }) };
    await using world = await DiscoveryWorld.open({ web });
    expect(await lookUp(world, 'ada@example.org')).toEqual({
      kind: 'unknown',
      domain: 'example.org',
      proposals: [
        {
          address: { host: 'imap.example.org', port: 993, security: 'tls', user: 'ada' },
          source: 'published',
          confirmed: true,
        },
      ],
    });
  });

  test.each([
    ['a server outside of the domain', configFile({ host: 'imap.evil.example' }), 'imap.evil.example'],
    ['a server that sounds alike', configFile({ host: 'imap.notexample.org' }), 'imap.notexample.org'],
    ['no known user name', configFile({ host: 'imap.example.org', user: 'box17' }), 'imap.example.org'],
  ])('with %s is to be confirmed', async (_name, file, host) => {
    await using world = await DiscoveryWorld.open({ web: { [place]: file } });
    expect(await lookUp(world, 'ada@example.org')).toMatchObject({
      kind: 'unknown',
      proposals: [{ address: { host, user: 'ada@example.org' }, source: 'published', confirmed: false }],
    });
  });

  test('in DNS is to be confirmed, and the owner of the server tells how to sign in', async () => {
    const named = (host: string): World => ({ dns: { 'SRV _imaps._tcp.example.org': { srv: [[0, 1, 993, host]] } } });
    await using own = await DiscoveryWorld.open(named('imap.example.org'));
    expect(await lookUp(own, 'ada@example.org')).toMatchObject({
      kind: 'unknown',
      proposals: [{ source: 'published', confirmed: false }],
    });
    await using elsewhere = await DiscoveryWorld.open(named('imap.fastmail.com'));
    expect(await lookUp(elsewhere, 'ada@example.org')).toMatchObject({
      kind: 'known',
      provider: { id: 'fastmail', signIn: 'app-password' },
      proposals: [{ address: { host: 'imap.fastmail.com' }, source: 'published', confirmed: false }],
    });
  });
});

test('a guess that answered is to be confirmed', async () => {
  await using world = await DiscoveryWorld.open({ imap: ['mail.example.org'] });
  expect(await lookUp(world, 'ada@example.org')).toEqual({
    kind: 'unknown',
    domain: 'example.org',
    proposals: [
      {
        address: { host: 'mail.example.org', port: 993, security: 'tls', user: 'ada@example.org' },
        source: 'guessed',
        confirmed: false,
      },
    ],
  });
});

test.each(['ada@posteo.de', 'ada@tuta.com', 'ada', '', 'ada@', 'ada@router', 'ada@127.0.0.1'])(
  'the network hears nothing of "%s"',
  async (typed) => {
    await using world = await DiscoveryWorld.open();
    await lookUp(world, typed);
    expect(world.everythingSent()).toBe('');
  },
);

test('a domain with other letters is asked for as DNS knows it', async () => {
  const name = 'xn--bcher-kva.example';
  const web = { [`autoconfig.${name}/mail/config-v1.1.xml`]: configFile({ host: 'imap.bücher.example' }) };
  await using world = await DiscoveryWorld.open({ web });
  expect(await lookUp(world, 'ada@Bücher.example')).toMatchObject({
    domain: name,
    proposals: [{ address: { host: `imap.${name}`, user: `ada@${name}` }, confirmed: true }],
  });
});

test('the part before the @ is sent nowhere, on none of the ways', async () => {
  const redirect = 'https://config.example.net/mail/config-v1.1.xml';
  const worlds: readonly World[] = [
    {},
    { web: { [place]: configFile({ host: '%EMAILLOCALPART%.example.org' }) } },
    {
      web: {
        [place]: (_request, response) => void response.writeHead(302, { location: redirect }).end(),
        'config.example.net/mail/config-v1.1.xml': configFile({ host: 'imap.example.org' }),
      },
    },
    { dns: { 'SRV _imaps._tcp.example.org': { srv: [[0, 1, 993, 'imap.example.org']] } } },
    hosted('aspmx.l.google.com'),
    { imap: ['imap.example.org'] },
  ];
  for (const each of worlds) {
    await using world = await DiscoveryWorld.open(each);
    await lookUp(world, 'secret.lovelace+news@example.org');
    expect(world.everythingSent()).toContain('example.org');
    expect(world.everythingSent()).not.toMatch(/lovelace|secret|news|@|%40|emailaddress|cookie|user-agent/iu);
  }
});
