import type { IndependenceView, ReceiverView } from '../../../shared/ipc/independence-view.ts';
import type { MailPlaces } from '../../../shared/model/mail-places.ts';
import type { ProviderDirectory } from '../provider-directory.ts';

/** Asks DNS who receives a domain's mail and where the mailbox's server stands. It is told these names only. Never rejects. */
export type FindMailPlaces = (domain: string, mailbox: string, signal: AbortSignal) => Promise<MailPlaces>;

/** A mailbox, by its domain and its server. */
export interface Judged {
  readonly domain: string;
  readonly host: string;
}

/** What the places say of a mailbox's independence. Pure. */
export function judgeIndependence(
  { domain, host }: Judged,
  places: MailPlaces,
  directory: Pick<ProviderDirectory, 'byMailHost'>,
): IndependenceView {
  const receiver = receiverOf(domain, places.receivers, directory);
  return {
    domain,
    receiver,
    receiverCountry: 'host' in receiver ? (places.countries[receiver.host] ?? null) : null,
    mailbox: { host, country: places.countries[host] ?? null },
    tableDate: places.tableDate,
  };
}

/** A giant anywhere among the servers gets to see mail, be it as a reserve; else the most preferred one counts. */
function receiverOf(
  domain: string,
  hosts: MailPlaces['receivers'],
  directory: Pick<ProviderDirectory, 'byMailHost'>,
): ReceiverView {
  if (hosts === null) return { kind: 'not-told' };
  const known = hosts.map((host) => ({ host, provider: directory.byMailHost(host) }));
  const giant = known.find(({ provider }) => provider?.kind === 'giant');
  const first = giant ?? known[0];
  if (!first) return { kind: 'nobody' };
  const { host, provider } = first;
  if (provider) return { kind: giant ? 'giant' : 'listed', name: provider.name, host };
  return { kind: host === domain || host.endsWith(`.${domain}`) ? 'own' : 'unknown', host };
}
