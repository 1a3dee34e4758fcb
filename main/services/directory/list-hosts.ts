import { createHash } from 'node:crypto';
import type { HostList } from '../../../shared/ipc/hosts-view.ts';
import type { ProviderDirectory } from '../provider-directory.ts';
import { describeHost } from './describe-host.ts';

/**
 * Every host that one can go to, in an order drawn by lot: nobody is first because they are better, or first in the alphabet.
 * @param seed random, and always the same in one installation, so that a host is found where it was
 */
export function listHosts(directory: ProviderDirectory, seed: string): HostList {
  const hosts = directory
    .all()
    .flatMap((provider) => (provider.kind === 'host' ? (describeHost(provider, directory) ?? []) : []));
  return { date: directory.date, hosts: shuffle(hosts, seed) };
}

/** Each has a lot of its own, so that a new one in the directory leaves the order of the others alone. */
function shuffle<Item extends { readonly id: string }>(items: readonly Item[], seed: string): Item[] {
  const lots = new Map(items.map(({ id }) => [id, createHash('sha256').update(`${seed}/${id}`).digest('hex')]));
  const lot = ({ id }: Item): string => lots.get(id) ?? '';
  return items.toSorted((one, other) => (lot(one) < lot(other) ? -1 : 1));
}
