import { shown } from '../shown.ts';
import type { Found } from './found.ts';
import type { Look } from './look.ts';

/** Who receives the new address's mail. Open where nobody could be asked: to say that all is well would be a guess. */
export function checkIndependence({ independence }: Pick<Look, 'independence'>): Found[] {
  const id = 'independent';
  if (independence === null || independence.receiver.kind === 'not-told')
    return [{ id, verdict: 'open', values: { receiver: 'not-told' } }];
  const { domain, receiver } = independence;
  return [
    {
      id,
      verdict: receiver.kind === 'giant' ? 'warn' : 'pass',
      values: {
        receiver: receiver.kind,
        domain: shown(domain),
        name: 'name' in receiver ? shown(receiver.name) : null,
        host: 'host' in receiver ? shown(receiver.host) : null,
      },
    },
  ];
}
