import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { providerDirectoryFile } from '../shared/model/provider.ts';
import { probeServer } from './directory/probe-server.mjs';
import { checkout } from './setup/checkout.mjs';

/*
 * For maintainers with a network: looks whether the servers of the directory's hosts are there and in order, and writes today's date
 * beside those that are. What is not in order keeps its old date, and is named; then the exit code is 1.
 *
 *   npm run directory:probe                        every host
 *   npm run directory:probe -- --only posteo,ovh   some of them, by id
 */

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    /** Another directory than the app's. */
    file: { type: 'string', default: join(checkout, 'resources', 'providers.json') },
    /** PEM file of an authority to trust in place of the usual ones. */
    ca: { type: 'string' },
  },
});
const atOnce = 4;
const only = values.only?.split(',') ?? null;
const ca = values.ca === undefined ? undefined : readFileSync(values.ca, 'utf8');
const today = new Date().toISOString().slice(0, 10);
const directory = providerDirectoryFile.parse(JSON.parse(readFileSync(values.file, 'utf8')));

/** @typedef {{ id: string, place: string, at: number, server: import('./directory/probe-server.mjs').ProbedServer }} Visit */

const visits = directory.providers.flatMap((provider) => {
  if (provider.kind !== 'host' || only?.includes(provider.id) === false) return [];
  return provider.servers.flatMap(({ host, port, security }, at) => {
    // A name that each account or domain has of its own is nobody's in particular.
    if (host === null || host.includes('{')) return [];
    return [{ id: provider.id, place: `${host}:${String(port)}`, at, server: { host, port, security } }];
  });
});

/** @type {Set<Visit>} */
const inOrder = new Set();
const waiting = [...visits];
await Promise.all(Array.from({ length: atOnce }, visitAll));

async function visitAll() {
  for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
    const probe = await probeServer(visit.server, { ca });
    if (probe.ok) inOrder.add(visit);
    const words = probe.ok ? `in order, ${probe.protocol}` : `NOT in order: ${probe.why}`;
    console.log(`${visit.id} ${visit.place} ${words}`);
  }
}

if (inOrder.size > 0)
  writeFileSync(values.file, await format(JSON.stringify(dated()), { parser: 'json', printWidth: 120 }));
console.log(`${String(inOrder.size)} of ${String(visits.length)} servers are in order.`);
process.exitCode = inOrder.size === visits.length && visits.length > 0 ? 0 : 1;

/** The directory with today's date where it belongs. */
function dated() {
  const dates = new Set([...inOrder].map(({ id, at }) => `${id} ${String(at)}`));
  const providers = directory.providers.map((provider) => {
    if (provider.kind === 'no-imap') return provider;
    const servers = provider.servers.map((server, at) =>
      dates.has(`${provider.id} ${String(at)}`) ? { ...server, probed: today } : server,
    );
    return { ...provider, servers };
  });
  return { ...directory, providers };
}
