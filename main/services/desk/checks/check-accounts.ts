import { isSameAccount } from '../../../../shared/model/account.ts';
import type { Protection } from '../../../../shared/model/protection.ts';
import { counted, shown } from '../shown.ts';
import type { Found } from './found.ts';
import type { AccountLook } from './look.ts';

/** Whether both accounts answer, how the way to them is protected, and that they are two. Says nothing of what was not reached. */
export function checkAccounts(source: AccountLook | null, destination: AccountLook | null): Found[] {
  const found: Found[] = [];
  if (source) found.push(reachable('source-reachable', source));
  if (destination) found.push(reachable('destination-reachable', destination));
  if (source && destination) {
    found.push(encrypted(source.protection, destination.protection));
    const verdict = isSameAccount(source.address, destination.address) ? 'fail' : 'pass';
    found.push({ id: 'different-accounts', verdict });
  }
  return found;
}

function reachable(id: 'source-reachable' | 'destination-reachable', { pingMs, address }: AccountLook): Found {
  return { id, verdict: 'pass', values: { ms: counted(Math.round(pingMs)), host: shown(address.host) } };
}

/** The way in refuses to go on without protection, so that this fails only where a later change forgets to. */
function encrypted(source: Protection | null, destination: Protection | null): Found {
  const name = (protection: Protection | null): string | null => protection && shown(protection.protocol);
  return {
    id: 'encrypted',
    verdict: source && destination ? 'pass' : 'fail',
    values: { source: name(source), destination: name(destination) },
  };
}
