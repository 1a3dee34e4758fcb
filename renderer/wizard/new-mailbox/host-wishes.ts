import type { HostView } from '../../../shared/ipc/hosts-view.ts';

/** What a host can be chosen by, besides its name. */
export const wishFields = ['country', 'ownDomain', 'organisation', 'languages'] as const;
/** See {@link wishFields}. */
export type WishField = (typeof wishFields)[number];

/** What somebody looks for. For each field: `` takes any host, {@link notKnown} those of which it is not known. */
export type HostWishes = Readonly<Record<WishField, string>> & { readonly text: string };

/** Chooses hosts of which something is not known: many of them, and no worse for it. */
export const notKnown = '?';

/** Any host. */
export const noWishes: HostWishes = { text: '', country: '', ownDomain: '', organisation: '', languages: '' };

/** The hosts that have all that is wished for, in the same order. */
export function fittingHosts(hosts: readonly HostView[], wishes: HostWishes): readonly HostView[] {
  const words = folded(wishes.text).split(/\s+/u);
  return hosts.filter((host) => {
    const text = folded([host.name, host.page, ...host.imap.servers].join(' '));
    return (
      words.every((word) => text.includes(word)) &&
      wishFields.every((field) => wishes[field] === '' || valuesOf(host, field).includes(wishes[field]))
    );
  });
}

/** What a field may be wished to be, with the number of hosts that are so. None where it is not known of any host. */
export function wishValues(
  hosts: readonly HostView[],
  field: WishField,
): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const host of hosts) for (const value of valuesOf(host, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const isKnown = [...counts.keys()].some((value) => value !== notKnown);
  return isKnown ? [...counts].map(([value, count]) => ({ value, count })) : [];
}

function valuesOf(host: HostView, field: WishField): readonly string[] {
  const told = host[field];
  if (told === null) return [notKnown];
  if (typeof told === 'boolean') return [told ? 'yes' : 'no'];
  return typeof told === 'string' ? [told] : told;
}

/** Without case and accents: `cesky` finds Český. */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
