import { describe, expect, test } from 'vitest';
import { listHosts } from '../../main/services/directory/list-hosts.ts';
import { createProviderDirectory } from '../../main/services/provider-directory.ts';
import { continentOf, continents } from '../../renderer/wizard/new-mailbox/continents.ts';
import {
  fittingHosts,
  noWishes,
  notKnown,
  wishFields,
  wishValues,
  type HostWishes,
} from '../../renderer/wizard/new-mailbox/host-wishes.ts';
import providers from '../../resources/providers.json' with { type: 'json' };
import { sampleHost } from './support/host-samples.ts';

const { hosts } = listHosts(createProviderDirectory(providers), 'a seed');
const names = (wishes: Partial<HostWishes>, among = hosts): readonly string[] =>
  fittingHosts(among, { ...noWishes, ...wishes }).map(({ name }) => name);

describe('what fits', () => {
  test('is all without a wish, in the order they came', () => {
    expect(fittingHosts(hosts, noWishes)).toEqual(hosts);
  });

  test('is found by name, home page and server, without case and accents, and by several words', () => {
    expect(names({ text: 'CESKY' })).toEqual(['Český hosting']);
    expect(names({ text: 'messagingengine' })).toEqual([]);
    expect(names({ text: 'tb.pro' })).toEqual(['Thundermail (Thunderbird Pro)']);
    expect(names({ text: ' imap.fastmail  Fast ' })).toEqual(['Fastmail']);
    expect(names({ text: 'nowhere at all' })).toEqual([]);
  });

  test('has everything that is wished for; not known is a wish, too', () => {
    const norwegian = fittingHosts(hosts, { ...noWishes, country: 'NO' });
    expect(norwegian.map(({ id }) => id).toSorted()).toEqual(['runbox', 'vivaldi']);
    expect(names({ country: 'NO', ownDomain: 'yes' })).toEqual(['Runbox']);
    expect(names({ country: 'NO', ownDomain: 'no' })).toEqual([]);
    expect(names({ country: 'NO', ownDomain: notKnown })).toEqual(['Vivaldi Webmail']);
    expect(names({ country: notKnown })).toContain('mail.fr');
  });

  test('speaks one of its languages', () => {
    const some = [sampleHost({ name: 'Both', languages: ['fr', 'eu'] }), sampleHost({ name: 'Nobody knows' })];
    expect(names({ languages: 'eu' }, some)).toEqual(['Both']);
    expect(names({ languages: notKnown }, some)).toEqual(['Nobody knows']);
    expect(names({ languages: 'nl' }).toSorted()).toEqual(['Freedom Internet', 'Nubo']);
    expect(names({ languages: 'nl', organisation: 'cooperative' })).toEqual(['Nubo']);
  });

  test('is, for each wish that can be chosen, as many as are told', () => {
    let tried = 0;
    for (const field of wishFields)
      for (const { value, count } of wishValues(hosts, field)) {
        expect([field, value, names({ [field]: value }).length]).toEqual([field, value, count]);
        tried += 1;
      }
    expect(tried).toBeGreaterThan(15);
  });
});

test('what is known of no host cannot be wished for', () => {
  for (const field of wishFields) expect(wishValues([sampleHost({})], field)).toEqual([]);
  expect(wishValues([sampleHost({}), sampleHost({ country: 'IS' })], 'country')).toEqual([
    { value: notKnown, count: 1 },
    { value: 'IS', count: 1 },
  ]);
});

describe('continents', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  const known = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  // Not in ISO 3166-1, or no country: unions, pseudo-locales, withdrawn and reserved codes.
  const none = 'AC AN AQ BU CP CS CQ DD DG DY EA EU EZ FX HV IC NH QO QU RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(
    ' ',
  );

  test('hold every country, once', () => {
    const countries = codes.filter((code) => known.of(code) !== undefined && !none.includes(code));
    expect(countries.length).toBeGreaterThanOrEqual(249);
    expect(countries.filter((code) => continentOf(code) === null)).toEqual([]);
    expect(new Set(countries.map(continentOf))).toEqual(new Set(continents));
  });

  test('hold nothing else', () => {
    expect([...none, '?', '', 'is'].filter((code) => continentOf(code) !== null)).toEqual([]);
  });
});
