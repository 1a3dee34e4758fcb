import type { IndependenceView } from '../../../../shared/ipc/independence-view.ts';
import { judgeIndependence } from '../../directory/judge-independence.ts';
import { splitAddress } from '../../directory/split-address.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { AccountRecord } from '../move-record.ts';
import { shown } from '../shown.ts';

/**
 * Who receives the mail of an account's domain; null for an account whose address has none. DNS is asked each time: who moves may change
 * it meanwhile.
 */
export async function findIndependence(
  { directory, findMailPlaces }: Pick<DeskParts, 'directory' | 'findMailPlaces'>,
  { typed, address }: Pick<AccountRecord, 'typed' | 'address'>,
  signal: AbortSignal,
): Promise<IndependenceView | null> {
  const parts = splitAddress(typed);
  if ('kind' in parts) return null;
  const { domain } = parts;
  const host = address.host.toLowerCase();
  const view = judgeIndependence({ domain, host }, await findMailPlaces(domain, host, signal), directory);
  return { ...view, mailbox: { ...view.mailbox, host: shown(host) } };
}
