import { describe, expect, test } from 'vitest';
import { listHosts } from '../../main/services/directory/list-hosts.ts';
import { createProviderDirectory } from '../../main/services/provider-directory.ts';
import providers from '../../resources/providers.json' with { type: 'json' };
import { requests, type Output } from '../../shared/ipc/contract.ts';
import type { MailPlaces } from '../../shared/model/mail-places.ts';
import { DeskWorld } from '../support/desk-world.ts';

const directory = createProviderDirectory(providers);

const hostsOf = async (world: DeskWorld): Promise<Output<'hosts'>> =>
  requests.hosts.output.parse(await world.desk.hosts(undefined));
const ids = ({ hosts }: Output<'hosts'>): readonly string[] => hosts.map(({ id }) => id);

describe('the hosts', () => {
  test('are all there, each with a page that may be opened and with the sources of what is said', async () => {
    await using world = new DeskWorld();
    await world.start();
    const { hosts, date } = await hostsOf(world);
    expect(date).toBe(directory.date);
    const listed = directory.all().filter((one) => one.kind === 'host' && one.pages.home);
    expect(ids({ date, hosts }).toSorted()).toEqual(listed.map(({ id }) => id).toSorted());
    expect(hosts.length).toBeGreaterThanOrEqual(40);
    for (const host of hosts) {
      expect(directory.links()).toContain(host.page);
      const facts = new Set(host.sources.map(({ fact }) => fact));
      for (const fact of ['country', 'dataCountry', 'ownDomain', 'organisation', 'languages'] as const)
        expect([host.id, fact, facts.has(fact)]).toEqual([host.id, fact, host[fact] !== null]);
      expect(facts.has('signIn')).toBe(host.signIn !== 'not-known');
    }
  });

  test('tell what is known, and nothing else', async () => {
    await using world = new DeskWorld();
    await world.start();
    const { hosts } = await hostsOf(world);
    expect(hosts.find(({ id }) => id === 'fastmail')).toMatchObject({
      page: 'https://www.fastmail.com',
      country: 'AU',
      dataCountry: 'US',
      organisation: 'company',
      languages: ['en'],
      imap: { servers: ['imap.fastmail.com'], confirmed: true, probed: null },
    });
    // The ending of an address is no fact about the company, nor is a server's name that holds the person's own domain.
    expect(hosts.find(({ id }) => id === 'mail_fr')).toMatchObject({ country: null });
    expect(hosts.find(({ id }) => id === 'inbox_lv')).toMatchObject({ country: 'LV', imap: { servers: [] } });
    const text = JSON.stringify(hosts.find(({ id }) => id === 'mailbox_org')?.sources);
    expect(text).toContain('privacyguides/privacyguides.org@45d7263305dc (2026-03-11), file docs/email.md (Berlin)');
  });

  test('stand in an order drawn once, that lasts until everything is forgotten', async () => {
    await using world = new DeskWorld();
    await world.start();
    const first = ids(await hostsOf(world));
    expect(ids(await hostsOf(world))).toEqual(first);
    await world.restart();
    expect(ids(await hostsOf(world))).toEqual(first);
    await world.desk.forgetEverything(undefined);
    expect(ids(await hostsOf(world))).not.toEqual(first);
  });

  test('stand in another order elsewhere, and each may be first', () => {
    const firsts = Array.from({ length: 400 }, (_none, seed) => ids(listHosts(directory, `seed ${String(seed)}`))[0]);
    const hosts = listHosts(directory, 'any').hosts.length;
    // With as fair lots as these, about one in three hundred hosts would be first never.
    expect(new Set(firsts).size).toBeGreaterThan(hosts * 0.9);
    const most = Math.max(...[...Map.groupBy(firsts, (id) => id).values()].map(({ length }) => length));
    expect(most).toBeLessThan(25);
  });

  test('keep their order when another one comes or goes', () => {
    const fewer = { ...providers, providers: providers.providers.filter(({ id }) => id !== 'posteo') };
    const without = ids(listHosts(createProviderDirectory(fewer), 'a seed'));
    expect(without).toEqual(ids(listHosts(directory, 'a seed')).filter((id) => id !== 'posteo'));
  });
});

/** A desk whose DNS says this, with both accounts signed in. */
async function withDns(places: Partial<MailPlaces>): Promise<{
  readonly world: DeskWorld;
  readonly move: string;
  readonly asked: string[][];
}> {
  const world = new DeskWorld();
  const asked: string[][] = [];
  world.adapters = {
    findMailPlaces: (domain, mailbox) => {
      asked.push([domain, mailbox]);
      return Promise.resolve({ receivers: null, countries: {}, tableDate: '2026-06-17', ...places });
    },
  };
  await world.start();
  return { world, move: await world.signedIn(), asked };
}

const judge = async ({
  world,
  move,
}: {
  readonly world: DeskWorld;
  readonly move: string;
}): Promise<Output<'independence'>> =>
  requests.independence.output.parse(await world.desk.independence({ move, side: 'destination' }));

describe('whether a mailbox is independent', () => {
  test('is asked of DNS with the domain and the server only, when the window asks', async () => {
    const opened = await withDns({
      receivers: ['mx.new.example'],
      countries: { 'mx.new.example': 'IS', 'imap.new.example': 'NO' },
    });
    await using _closed = opened.world;
    expect(opened.asked).toEqual([]);
    expect(await judge(opened)).toEqual({
      domain: 'new.example',
      receiver: { kind: 'own', host: 'mx.new.example' },
      receiverCountry: 'IS',
      mailbox: { host: 'imap.new.example', country: 'NO' },
      tableDate: '2026-06-17',
    });
    expect(opened.asked).toEqual([['new.example', 'imap.new.example']]);
  });

  test.each<[string, MailPlaces['receivers'], object]>([
    ['a giant', ['aspmx.l.google.com'], { kind: 'giant', name: 'Gmail / Google Workspace' }],
    ['a giant’s other cloud', ['new-example.mail.protection.outlook.com'], { kind: 'giant' }],
    ['a giant in reserve', ['mx.new.example', 'alt1.aspmx.l.google.com'], { kind: 'giant' }],
    ['a host of the directory', ['in1-smtp.messagingengine.com'], { kind: 'listed', name: 'Fastmail' }],
    ['somebody without IMAP', ['mail.protonmail.ch'], { kind: 'listed', name: 'Proton Mail' }],
    ['a server of the domain', ['new.example'], { kind: 'own', host: 'new.example' }],
    ['a name that looks like the domain’s', ['mx.notnew.example'], { kind: 'unknown' }],
    ['a name that looks like a giant’s', ['google.com.new.example'], { kind: 'own' }],
    ['nobody', [], { kind: 'nobody' }],
    ['nobody who is told of', null, { kind: 'not-told' }],
  ])('mail received by %s', async (_by, receivers, expected) => {
    const opened = await withDns({ receivers });
    await using _closed = opened.world;
    expect((await judge(opened))?.receiver).toMatchObject(expected);
  });

  test('is nothing without a new mailbox', async () => {
    await using world = new DeskWorld();
    await world.start();
    const { move } = await world.desk.createMove(undefined);
    expect(await judge({ world, move })).toBeNull();
  });

  test('a giant is warned of in the checks, and the person may go on', async () => {
    const { world, move } = await withDns({ receivers: ['aspmx.l.google.com'] });
    await using _closed = world;
    await world.desk.runChecks({ move });
    const { checks } = await world.until(move, (view) => view.checks.state === 'done');
    expect(checks.lines.find(({ id }) => id === 'independent')).toMatchObject({
      verdict: 'warn',
      values: { domain: 'new.example', name: 'Gmail / Google Workspace', host: 'aspmx.l.google.com' },
    });
    await world.desk.acknowledge({ move, check: 'independent', yes: true });
    const after = await world.until(move, (view) => view.checks.lines.some(({ acknowledged }) => acknowledged));
    expect(after.checks.lines.find(({ id }) => id === 'independent')?.acknowledged).toBe(true);
  });
});
