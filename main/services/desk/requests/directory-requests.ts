import { listHosts } from '../../directory/list-hosts.ts';
import type { Desk } from '../desk.ts';
import { findIndependence } from '../looking/independence.ts';
import type { HostOrder } from '../record-book.ts';
import type { RequestParts } from './request-parts.ts';

/** Hosts to move to, and whether one is what it looks like. */
export function directoryRequests(
  { parts, find }: Pick<RequestParts, 'parts' | 'find'>,
  order: HostOrder,
): Pick<Desk, 'hosts' | 'independence'> {
  const seed = (): string => {
    const kept = order.hostOrder();
    if (kept !== null) return kept;
    const drawn = parts.randomId();
    order.saveHostOrder(drawn);
    return drawn;
  };
  return {
    hosts: () => listHosts(parts.directory, seed()),
    independence({ move, side }) {
      const account = find(move).kept.record()[side];
      // Answers within seconds by itself.
      return account ? findIndependence(parts, account, new AbortController().signal) : null;
    },
  };
}
