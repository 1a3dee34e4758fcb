import { expect, test } from 'vitest';
import { requests } from '../../shared/ipc/contract.ts';
import type { Discovered } from '../../shared/model/discovered.ts';
import type { AddressLookUp } from '../../shared/model/provider.ts';
import { DeskWorld } from '../support/desk-world.ts';

/** Searches of a desk that the test answers. */
interface Searched {
  readonly domain: string;
  readonly signal: AbortSignal;
  answer(found: Discovered): void;
}

async function open(): Promise<{ readonly world: DeskWorld; readonly searches: Searched[] }> {
  const world = new DeskWorld();
  const searches: Searched[] = [];
  world.adapters = {
    discover: (domain, signal) => new Promise((answer) => searches.push({ domain, signal, answer })),
  };
  await world.start();
  return { world, searches };
}

test('the network is told the domain only, and what it says is judged by the directory', async () => {
  const { world, searches } = await open();
  await using _closed = world;
  const asked = world.desk.discoverAddress({ typed: ' Ada@Bücher.example', side: 'source' });
  expect(searches.map(({ domain }) => domain)).toEqual(['xn--bcher-kva.example']);
  searches[0]?.answer({ kind: 'mail-host', host: 'aspmx.l.google.com' });
  expect(requests.discoverAddress.output.parse(await asked)).toMatchObject({
    kind: 'known',
    provider: { id: 'gmail' },
    proposals: [{ address: { user: 'Ada@xn--bcher-kva.example' }, source: 'published', confirmed: false }],
  });
});

test('an address that the directory knows, or that is none, is not looked for', async () => {
  const { world, searches } = await open();
  await using _closed = world;
  for (const [typed, kind] of [
    ['ada@gmail.com', 'known'],
    ['ada@tuta.com', 'no-imap'],
    ['ada', 'invalid'],
  ] as const)
    expect(await world.desk.discoverAddress({ typed, side: 'source' })).toMatchObject({ kind });
  expect(searches).toEqual([]);
});

test('another search for the same side ends the one before; the other side’s goes on', async () => {
  const { world, searches } = await open();
  await using _closed = world;
  const ask = async (typed: string, side: 'source' | 'destination'): Promise<AddressLookUp> =>
    world.desk.discoverAddress({ typed, side });
  const asked = [
    ask('ada@one.example', 'source'),
    ask('ada@two.example', 'destination'),
    ask('ada@three.example', 'source'),
  ];
  expect(searches.map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
  for (const { answer } of searches) answer({ kind: 'nothing' });
  expect(await Promise.all(asked)).toEqual(
    ['one', 'two', 'three'].map((name) => ({ kind: 'unknown', domain: `${name}.example`, proposals: [] })),
  );
});
