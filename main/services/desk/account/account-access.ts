import type { AccountAddress } from '../../../../shared/model/account.ts';
import type { Side } from '../../../../shared/model/problem.ts';
import type { AccountAccess, MoveRequest } from '../../move-service.ts';
import { defaultSettings, noLimits, type AccountLimits, type VerifyDepth } from '../../../engine/settings.ts';
import { limitsOf } from '../../provider-limits.ts';
import { planOptions } from '../folders/plan-options.ts';
import { seenNames } from '../looking/seen-names.ts';
import { OauthError } from '../../../../shared/oauth-error.ts';
import { tokenSecret } from '../../tokens/token-secret.ts';
import type { DeskParts } from '../desk-parts.ts';
import { recentFirst } from '../recent.ts';
import { pinOf } from './compare-certificates.ts';
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

/** Where secrets are found. */
export type Secrets = Pick<DeskParts, 'keychain' | 'tokens'>;

/** The certificate that a move trusts by hand at a server, for a connection to it. */
export function pinAt(record: Pick<MoveRecord, 'pins'>, address: AccountAddress): Pick<AccountAccess, 'pin'> {
  const pin = pinOf(record, address);
  return pin ? { pin: pin.sha256 } : {};
}

/** How to reach one of a move's accounts. @throws SecretMissing, or OauthError where there is no client any more */
export async function accountAccess(
  record: Pick<MoveRecord, Side | 'pins'>,
  side: Side,
  secrets: Secrets,
): Promise<AccountAccess> {
  const account = record[side];
  if (!account) throw new SecretMissing(side, 'missing');
  const server = { address: account.address, extraCa: null, ...pinAt(record, account.address) };
  if (account.auth === 'oauth') {
    const source = await read(side, () => secrets.tokens.of(account));
    return { ...server, ...tokenSecret(source, side) };
  }
  const secret = await read(side, () => secrets.keychain.keychain.read(account.item));
  return { ...server, secret: () => Promise.resolve({ kind: 'password', value: secret }) };
}

async function read<Found>(side: Side, look: () => Promise<Found | null>): Promise<Found> {
  let found: Found | null;
  try {
    found = await look();
  } catch (error) {
    if (error instanceof OauthError) throw error;
    throw new SecretMissing(side, 'keychain-unavailable');
  }
  if (found === null) throw new SecretMissing(side, 'missing');
  return found;
}

/** Everything a run of a move needs. @throws SecretMissing, OauthError */
export async function moveRequest(
  record: MoveRecord,
  job: MoveJob,
  parts: Secrets & Pick<DeskParts, 'directory'>,
): Promise<MoveRequest> {
  const [from, to] = await Promise.all([
    accountAccess(record, 'source', parts),
    accountAccess(record, 'destination', parts),
  ]);
  const settings = {
    ...defaultSettings,
    plan: { ...planOptions(record.choices), seenNames: seenNames(record.rehearsal) },
    // Seen to be refused although it is offered: no use to try it with every batch.
    ...(record.rehearsal?.abilities.multiAppend === 'refused' ? { batchMessages: 1 } : {}),
    since: record.choices.since,
    treatments: record.treatments,
    recentFirst: recentFirst(record, job),
    verify: depthOf(job, record.sampleSize),
    limits: {
      source: limitsOfAccount(record.source, 'source', parts.directory),
      destination: limitsOfAccount(record.destination, 'destination', parts.directory),
    },
  };
  return { from, to, settings };
}

/** A record with such a job and no size is none of ours: then a usual sample is taken. */
function depthOf(job: MoveJob, sampleSize: number | null): Exclude<VerifyDepth, 'none'> {
  if (job === 'verify-sample') return { kind: 'sample', bodies: sampleSize ?? 300 };
  return job === 'verify-deep' ? 'deep' : 'quick';
}

/** By the provider the person was signed in with, else by the name of the server. */
function limitsOfAccount(account: AccountRecord | null, side: Side, directory: DeskParts['directory']): AccountLimits {
  if (!account) return noLimits;
  const { provider, address, auth } = account;
  const known = provider === null ? null : directory.byId(provider);
  return limitsOf(known ?? directory.byServer(address.host), side, auth);
}
