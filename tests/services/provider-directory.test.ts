import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lookUpAddress } from '../../main/services/directory/look-up-address.ts';
import { createProviderDirectory } from '../../main/services/provider-directory.ts';
import {
  addressLookUp,
  providerDirectoryFile,
  type AddressLookUp,
  type MailProvider,
  type Provider,
} from '../../shared/model/provider.ts';

const file = JSON.parse(readFileSync('resources/providers.json', 'utf8')) as { providers: Record<string, unknown>[] };
const directory = createProviderDirectory(file);
const mailProviders = directory.all().filter((provider): provider is MailProvider => provider.kind !== 'no-imap');

const lookUp = (address: string, side?: 'source' | 'destination'): AddressLookUp =>
  addressLookUp.parse(lookUpAddress(directory, address, side));

function known(address: string): Extract<AddressLookUp, { kind: 'known' }> {
  const found = lookUp(address);
  if (found.kind !== 'known') throw new Error(`${address} is ${found.kind}`);
  return found;
}

function allSources(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]: [string, unknown]) =>
    key === 'source' || key === 'sources'
      ? [inside].flat().filter((text) => typeof text === 'string')
      : allSources(inside),
  );
}

describe('the directory', () => {
  test('holds everybody it was made for', () => {
    const count = (kind: Provider['kind']): number =>
      directory.all().filter((provider) => provider.kind === kind).length;
    expect([count('giant'), count('host'), count('own-server-stack'), count('no-imap')]).toEqual([46, 71, 7, 10]);
    expect(directory.date).toBe('2026-11-22');
  });

  test('says for every entry where it was read', () => {
    const sources = (provider: Provider): readonly string[] =>
      provider.kind === 'no-imap'
        ? provider.sources
        : [
            ...provider.servers.flatMap((server) => server.sources),
            ...(provider.ownDomain ? [provider.ownDomain.source] : []),
          ];
    expect(directory.all().filter((provider) => sources(provider).length === 0)).toEqual([]);
    expect(mailProviders.flatMap(({ servers }) => servers).filter((server) => server.sources.length === 0)).toEqual([]);
  });

  test('says for every domain and every way to sign in where it was read', () => {
    const silent = directory
      .all()
      .filter(({ domains: { names, sources } }) => names.length > 0 && sources.length === 0);
    expect(silent.map(({ id }) => id)).toEqual([]);
    for (const { id, signIn } of mailProviders)
      expect([id, signIn.sources.length > 0]).toEqual([id, signIn.kind !== 'not-known']);
  });

  test('has hosts in many countries, and names only those that a source names', () => {
    const hosts = mailProviders.filter(({ kind }) => kind === 'host');
    expect(hosts.length).toBeGreaterThanOrEqual(40);
    const countries = new Set(hosts.flatMap(({ country }) => country?.code ?? []));
    // More as sources are found: the ending of an address is none.
    expect(countries.size).toBeGreaterThanOrEqual(20);
    expect(directory.byId('mail_ee')).toMatchObject({ country: { code: 'LV' } });
    expect(directory.byId('purelymail')).toMatchObject({ country: null });
    expect(directory.byId('fastmail')).toMatchObject({ country: { code: 'AU' }, dataCountry: { code: 'US' } });
  });

  test('knows the kind and the languages of more than half of the hosts', () => {
    const hosts = mailProviders.filter(({ kind }) => kind === 'host');
    const kinds = hosts.flatMap(({ organisation }) => organisation?.kind ?? []);
    expect(kinds.length).toBeGreaterThanOrEqual(40);
    expect(new Set(kinds)).toEqual(new Set(['company', 'cooperative', 'association']));
    const spoken = hosts.flatMap(({ languages }) => (languages ? [languages.tags] : []));
    expect(spoken.length).toBeGreaterThanOrEqual(40);
    expect(new Set(spoken.flat()).size).toBeGreaterThanOrEqual(15);
    expect(directory.byId('nubo')).toMatchObject({ organisation: { kind: 'cooperative', confirmed: true } });
    // A foundation is none of the kinds, and stays without one.
    expect(directory.byId('disroot')).not.toHaveProperty('organisation');
  });

  test('explains the short names of its sources', () => {
    const { sources } = providerDirectoryFile.parse(file);
    const texts = allSources(file.providers);
    const used = texts.flatMap((text) => [...text.matchAll(/(?:^|; )([a-z]+):(?!\/)/gu)].map(([, name]) => name ?? ''));
    expect(new Set(used)).toEqual(new Set(Object.keys(sources)));
    expect(texts.length).toBeGreaterThan(500);
  });

  test('opens https pages only, each named once', () => {
    const links = directory.links();
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => new URL(link).protocol !== 'https:')).toEqual([]);
    expect(new Set(links).size).toBe(links.length);
    expect(links).toContain('https://myaccount.google.com/apppasswords');
    for (const { pages } of mailProviders) {
      for (const { url } of Object.values(pages)) expect(links).toContain(url);
    }
  });

  test('names no server that takes a password in the clear', () => {
    const odd = mailProviders
      .flatMap(({ servers }) => servers)
      .filter(({ port, security }) => (security === 'tls' ? port !== 993 : port !== 143));
    expect(odd).toEqual([]);
  });

  test('finds an owner for each domain, and itself by id', () => {
    for (const provider of directory.all()) {
      expect(directory.byId(provider.id)).toBe(provider);
      for (const name of provider.domains.names) expect(directory.byDomain(name)?.id).toBe(provider.id);
    }
    expect(directory.byId('nobody')).toBeNull();
    expect(directory.byDomain('')).toBeNull();
  });

  test('takes domains in any case, with a dot at the end, and by their IDN', () => {
    expect(directory.byDomain('GMail.COM.')?.id).toBe('gmail');
    const umlaut = structuredClone(file);
    const [first] = umlaut.providers;
    if (first) first['domains'] = { names: ['xn--mnchen-3ya.example'], sources: ['a test'] };
    expect(createProviderDirectory(umlaut).byDomain('MÜNCHEN.example')?.id).toBe('gmail');
  });

  test('does not take a longer or a shorter domain for a known one', () => {
    for (const domain of ['notgmail.com', 'gmail.com.example.org', 'mail.gmail.com', 'com', 'gmail'])
      expect(directory.byDomain(domain)).toBeNull();
  });
});

describe('a damaged directory', () => {
  const damage = (change: (providers: Record<string, unknown>[]) => void): (() => unknown) => {
    const copy = structuredClone(file);
    change(copy.providers);
    return () => createProviderDirectory(copy);
  };

  test('is refused with the place of the damage', () => {
    expect(() => createProviderDirectory(null)).toThrow(/directory of providers is damaged/u);
    expect(damage(([first]) => first && (first['name'] = 7))).toThrow(/damaged at providers\.0\.name/u);
  });

  test.each(['http://example.org', 'javascript:alert(1)', 'file:///etc/passwd', 'https://'])(
    'has no page %s',
    (url) => {
      expect(damage(([first]) => first && (first['pages'] = { home: { url, source: null, confirmed: true } }))).toThrow(
        /pages\.home\.url/u,
      );
    },
  );

  test('has no two owners of one domain and no id twice', () => {
    expect(damage((all) => all[1] && (all[1]['domains'] = { names: ['gmail.com'], sources: ['a test'] }))).toThrow(
      /gmail and outlook share gmail\.com/u,
    );
    expect(damage((all) => all[1] && (all[1]['id'] = 'gmail'))).toThrow(/share gmail/u);
  });

  const host = (all: Record<string, unknown>[]): Record<string, unknown> =>
    all.find(({ id }) => id === 'fastmail') ?? {};

  test.each([
    ['a server', { servers: [{ host: 'imap.example.org', port: 993, security: 'tls', user: null, confirmed: true }] }],
    [
      'a server with an empty list',
      {
        servers: [{ host: 'imap.example.org', port: 993, security: 'tls', user: null, sources: [], confirmed: true }],
      },
    ],
    ['a country', { country: { code: 'AU', confirmed: false } }],
    ['the country of its data', { dataCountry: { code: 'US', confirmed: false } }],
    ['own domains', { ownDomain: { possible: true, source: '', confirmed: true } }],
    ['a way to sign in', { signIn: { kind: 'password', sources: [], confirmed: true } }],
    ['a kind of organisation', { organisation: { kind: 'company', confirmed: false } }],
    ['a language', { languages: { tags: ['fr'], confirmed: false } }],
    ['its domains', { domains: { names: ['example.org'], sources: [] } }],
    ['its mail servers', { mx: { suffixes: ['example.org'], sources: [] } }],
    ['anything at all', { servers: [], country: null, ownDomain: null, domains: { names: [], sources: [] } }],
  ])('holds no host without a source for %s', (_fact, change) => {
    expect(damage((all) => Object.assign(host(all), change))).toThrow(/directory of providers is damaged/u);
  });

  test('holds no fact that nobody can check', () => {
    expect(damage((all) => Object.assign(host(all), { rating: 5 }))).toThrow(/rating/u);
    expect(damage((all) => Object.assign(host(all), { organisation: { kind: 'nice', source: 'x y z' } }))).toThrow(
      /organisation/u,
    );
  });

  test('cannot allow a certificate to be trusted by hand', () => {
    expect(damage(([first]) => first && (first['pinAllowed'] = true))).toThrow(/pinAllowed/u);
  });
});

describe('an address', () => {
  test.each([
    ['', 'empty'],
    ['  \t', 'empty'],
    ['jane', 'no-at'],
    ['@gmail.com', 'no-at'],
    ['jane@', 'bad-domain'],
    ['jane@gmail', 'bad-domain'],
    ['jane@gmail..com', 'bad-domain'],
    ['jane@-example.org', 'bad-domain'],
    ['jane@192.0.2.1', 'bad-domain'],
    ['jane@[192.0.2.1]', 'bad-domain'],
    ['jane@exa mple.org', 'bad-domain'],
    ['jane@example.org/path', 'bad-domain'],
    ['jane@example.org:993', 'bad-domain'],
    ['jane@ex%61mple.org', 'bad-domain'],
    ['Jane <jane@example.org>', 'bad-domain'],
    [`jane@${'a'.repeat(64)}.org`, 'bad-domain'],
    [`jane@${'a.'.repeat(130)}org`, 'bad-domain'],
    ['jane@example.org\r\nA1 LOGOUT', 'bad-domain'],
  ])('%j is not one: %s', (address, reason) => {
    expect(lookUp(address)).toEqual({ kind: 'invalid', reason });
  });

  test('at Gmail: app password, daily limits, nothing to switch on', () => {
    const { provider, proposals } = known(' Jane.Doe@GoogleMail.com ');
    expect(provider).toMatchObject({ id: 'gmail', kind: 'giant', signIn: 'app-password', imapMustBeSwitchedOn: false });
    expect(provider.pages.appPassword).toBe('https://myaccount.google.com/apppasswords');
    expect(provider.limits.downloadBytesPerDay).toMatchObject({ value: 2_500_000_000, confirmed: true });
    expect(provider.limits.uploadBytesPerDay).toMatchObject({ value: 500_000_000, confirmed: true });
    expect(provider.limits.maxConnections).toMatchObject({ value: 15, confirmed: false });
    expect(proposals).toEqual([
      {
        address: { host: 'imap.gmail.com', port: 993, security: 'tls', user: 'Jane.Doe@googlemail.com' },
        source: 'known',
        confirmed: true,
      },
    ]);
  });

  test('at iCloud: the part before the @ is the user name', () => {
    const { provider, proposals } = known('jane@icloud.com');
    expect(provider.signIn).toBe('app-password');
    expect(proposals[0]?.address).toEqual({ host: 'imap.mail.me.com', port: 993, security: 'tls', user: 'jane' });
  });

  test.each(['jane@outlook.com', 'jane@HOTMAIL.co.uk', 'jane@office365.com'])('%s: OAuth only', (address) => {
    expect(known(address)).toMatchObject({
      provider: { signIn: 'oauth-only' },
      proposals: [{ address: { host: 'outlook.office365.com', port: 993 } }],
    });
  });

  test('at GMX: IMAP is to be switched on, STARTTLS comes second', () => {
    const { provider, proposals } = known('jane@gmx.de');
    expect(provider).toMatchObject({ id: 'gmx', signIn: 'password', imapMustBeSwitchedOn: true });
    expect(provider.pages.enableImap).toBe('https://hilfe.gmx.net/pop-imap/einschalten.html');
    expect(proposals.map(({ address }) => [address.port, address.security])).toEqual([
      [993, 'tls'],
      [143, 'starttls'],
    ]);
  });

  test('at Yahoo: read from the server that hides nothing, write to the other', () => {
    const hosts = (side: 'source' | 'destination'): readonly string[] => {
      const found = lookUp('jane@yahoo.fr', side);
      return found.kind === 'known' ? found.proposals.map(({ address }) => address.host) : [];
    };
    expect(hosts('source')).toEqual(['export.imap.mail.yahoo.com', 'imap.mail.yahoo.com']);
    expect(hosts('destination')).toEqual(['imap.mail.yahoo.com']);
  });

  test('at a host: its country, own domains, and that one mailbox name is the domain itself', () => {
    expect(known('jane@posteo.de').provider).toMatchObject({
      kind: 'host',
      signIn: 'app-password',
      country: { code: 'DE', confirmed: true },
      ownDomain: false,
    });
    expect(known('jane@inbox.lv').proposals[0]?.address.host).toBe('mail.inbox.lv');
    expect(known('jane@mail.ee').proposals[0]?.address.host).toBe('mail.ee');
  });

  test('is guessed, and said to be, where the rule for user names is not known', () => {
    expect(known('jane@runbox.com').proposals).toEqual([
      {
        address: { host: 'mail.runbox.com', port: 993, security: 'tls', user: 'jane@runbox.com' },
        source: 'known',
        confirmed: false,
      },
    ]);
  });

  test.each([
    ['jane@tuta.com', 'tuta', 'not-offered'],
    ['jane@PM.me', 'proton', 'own-bridge-only'],
    ['jane@firemail.de', 'firemail_free', 'paid-plan-only'],
    ['jane@biglobe.ne.jp', 'japanese_pop3', 'pop3-only'],
    ['jane@skiff.com', 'skiff', 'closed'],
  ])('%s has no IMAP', (address, id, reason) => {
    expect(lookUp(address)).toMatchObject({ kind: 'no-imap', provider: { id, reason } });
  });

  test('of nobody known: two guesses that say so', () => {
    const guess = (host: string): unknown => ({
      address: { host, port: 993, security: 'tls', user: '"a@b"@example.org' },
      source: 'guessed',
      confirmed: false,
    });
    expect(lookUp('"a@b"@Example.ORG')).toEqual({
      kind: 'unknown',
      domain: 'example.org',
      proposals: [guess('imap.example.org'), guess('mail.example.org')],
    });
  });

  test('with an IDN: the domain in the form DNS knows', () => {
    expect(lookUp('jane@Bücher.example')).toMatchObject({
      kind: 'unknown',
      domain: 'xn--bcher-kva.example',
      proposals: [
        { address: { host: 'imap.xn--bcher-kva.example', user: 'jane@xn--bcher-kva.example' } },
        { address: { host: 'mail.xn--bcher-kva.example' } },
      ],
    });
  });

  test('of any provider gives servers that can be connected to, or none', () => {
    for (const { domains } of mailProviders) {
      for (const name of domains.names) {
        for (const { address } of known(`jane@${name}`).proposals) {
          expect(address.host).toMatch(/^[a-z0-9.-]+\.[a-z]{2,}$/u);
          expect(address.user).toMatch(/^jane(?:@|$)/u);
        }
      }
    }
  });
});
