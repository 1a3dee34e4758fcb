import type { Side } from '../../../../shared/model/problem.ts';
import type { AccountAccess, MoveRequest } from '../../move-service.ts';
import { defaultSettings } from '../../../engine/settings.ts';
import { planOptions } from '../folders/plan-options.ts';
import type { Keychain } from '../../keychain-port.ts';
import type { AccountRecord, MoveJob, MoveRecord } from '../move-record.ts';

/** The secret of an account is not known: it was never kept, was removed, or the keychain does not open. */
export class SecretMissing extends Error {
  readonly side: Side;
  readonly why: 'missing' | 'keychain-unavailable';

  constructor(side: Side, why: SecretMissing['why']) {
    super(`the secret of the ${side} is ${why}`);
    this.name = 'SecretMissing';
    this.side = side;
    this.why = why;
  }
}

/** How to reach one of a move's accounts. @throws SecretMissing */
export async function accountAccess(
  account: AccountRecord | null,
  side: Side,
  keychain: Keychain,
): Promise<AccountAccess> {
  if (!account) throw new SecretMissing(side, 'missing');
  const secret = await readSecret(account, side, keychain);
  if (secret === null) throw new SecretMissing(side, 'missing');
  return {
    address: account.address,
    secret: () => Promise.resolve({ kind: 'password', value: secret }),
    extraCa: null,
  };
}

async function readSecret(account: AccountRecord, side: Side, keychain: Keychain): Promise<string | null> {
  try {
    return await keychain.read(account.item);
  } catch {
    throw new SecretMissing(side, 'keychain-unavailable');
  }
}

/** Everything a run of a move needs. @throws SecretMissing */
export async function moveRequest(record: MoveRecord, job: MoveJob, keychain: Keychain): Promise<MoveRequest> {
  const [from, to] = await Promise.all([
    accountAccess(record.source, 'source', keychain),
    accountAccess(record.destination, 'destination', keychain),
  ]);
  const settings = {
    ...defaultSettings,
    plan: planOptions(record.choices),
    since: record.choices.since,
    verify: job === 'verify-deep' ? ('deep' as const) : ('quick' as const),
  };
  return { from, to, settings, bytesPerSecond: record.options.bytesPerSecond };
}
