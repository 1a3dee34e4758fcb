import { Resolver } from 'node:dns/promises';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { openCountryTable, type CountryTable } from '../../main/discovery/country-table.ts';
import { createMailPlaces } from '../../main/discovery/find-mail-places.ts';
import type { MailPlaces } from '../../shared/model/mail-places.ts';
import { DnsServer, type DnsAnswer } from './support/dns-server.ts';

const file = createRequire(import.meta.url).resolve(
  '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country-ipv4.mmdb',
);

interface Asked {
  readonly places: MailPlaces;
  readonly questions: readonly string[];
}

/** Asks the real adapter, over the real resolver, with a scripted DNS and the table that ships. */
async function ask(
  dns: Readonly<Record<string, DnsAnswer>>,
  { mailbox = 'imap.example.org', openTable = () => openCountryTable(file), patienceMs = 5000 } = {},
): Promise<Asked> {
  await using server = await DnsServer.start(dns);
  const resolver = (): Resolver => {
    const made = new Resolver({ timeout: 60_000, tries: 1 });
    made.setServers([server.address]);
    return made;
  };
  const find = createMailPlaces({ network: { resolver }, openTable, patienceMs });
  const places = await find('example.org', mailbox, new AbortController().signal);
  return { places, questions: server.questions };
}

describe('who receives', () => {
  test('all servers, the most preferred first, each once and as DNS knows them', async () => {
    const mx = [
      [30, 'backup.example.net'],
      [10, 'MX.Example.org'],
      [20, 'mx.example.org'],
    ] as const;
    const { places, questions } = await ask({ 'MX example.org': { mx } });
    expect(places.receivers).toEqual(['mx.example.org', 'backup.example.net']);
    // Nobody is told more than these names.
    expect(questions.toSorted()).toEqual([
      'A backup.example.net',
      'A imap.example.org',
      'A mx.example.org',
      'MX example.org',
    ]);
  });

  test('a domain without a record receives at its own address, or not at all', async () => {
    expect((await ask({ 'A example.org': { a: ['192.0.2.1'] } })).places.receivers).toEqual(['example.org']);
    expect((await ask({})).places.receivers).toEqual([]);
    expect((await ask({ 'MX example.org': { mx: [[0, '.']] } })).places.receivers).toEqual([]);
  });

  test('silence is no answer, and is not waited for', async () => {
    const before = Date.now();
    const { places } = await ask({ 'MX example.org': 'silence' }, { patienceMs: 200 });
    expect(places.receivers).toBeNull();
    expect(Date.now() - before).toBeLessThan(5000);
  });

  test('what cannot be the name of a server is none', async () => {
    const mx = [
      [10, 'localhost'],
      [20, 'a b.example.org'],
      [30, 'mx.example.org'],
    ] as const;
    expect((await ask({ 'MX example.org': { mx } })).places.receivers).toEqual(['mx.example.org']);
  });
});

describe('in which country', () => {
  const mx = { 'MX example.org': { mx: [[10, 'mx.example.org']] } } as const;

  test('by the table that ships: Google’s resolver, and a small host’s network in Iceland', async () => {
    const { places } = await ask({
      ...mx,
      'A mx.example.org': { a: ['8.8.8.8'] },
      'A imap.example.org': { a: ['93.95.224.6'] },
    });
    expect(places.countries).toEqual({ 'mx.example.org': 'US', 'imap.example.org': 'IS' });
    expect(places.tableDate).toMatch(/^2026-\d\d-\d\d$/u);
  });

  test('not known of addresses in several countries, of private ones, and where there is none', async () => {
    const { places } = await ask({
      ...mx,
      'A mx.example.org': { a: ['8.8.8.8', '93.95.224.6'] },
      'A imap.example.org': { a: ['192.168.1.1'] },
    });
    expect(places.countries).toEqual({ 'mx.example.org': null, 'imap.example.org': null });
    expect((await ask(mx)).places.countries).toEqual({ 'mx.example.org': null, 'imap.example.org': null });
  });

  test('of a server that was typed as an address; names of this network alone are not asked for', async () => {
    const typed = await ask({}, { mailbox: '93.95.224.6' });
    expect(typed.places.countries).toEqual({ '93.95.224.6': 'IS' });
    const local = await ask({}, { mailbox: 'nas' });
    expect(local.places.countries).toEqual({ nas: null });
    expect([...typed.questions, ...local.questions].filter((question) => !question.endsWith(' example.org'))).toEqual(
      [],
    );
  });

  test('not known without a table, and the rest is told all the same', async () => {
    const openTable = (): Promise<CountryTable> => openCountryTable('/nowhere/at/all.mmdb');
    const { places } = await ask({ ...mx, 'A mx.example.org': { a: ['8.8.8.8'] } }, { openTable });
    expect(places).toEqual({
      receivers: ['mx.example.org'],
      countries: { 'mx.example.org': null, 'imap.example.org': null },
      tableDate: null,
    });
  });
});
