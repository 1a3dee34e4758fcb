import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { accountKey, type AccountAddress } from '../../shared/model/account.ts';
import type { OauthClient } from '../../shared/model/oauth.ts';
import type { Keychain } from '../services/keychain-port.ts';
import { deleteLongSecret, readLongSecret, writeLongSecret } from '../services/tokens/long-secret.ts';
import { writePrivateFile } from '../services/write-private-file.ts';
import { defaultJournalFile } from './default-journal.ts';

/** What `homing sign-in` keeps for later runs: with the client, since a refresh token works for no other. */
export interface KeptGrant {
  readonly refreshToken: string;
  readonly client: OauthClient;
}

const grant = z.object({
  refreshToken: z.string(),
  client: z.object({
    id: z.string(),
    issuer: z.string(),
    authorizationEndpoint: z.string(),
    tokenEndpoint: z.string(),
    revocationEndpoint: z.string().exactOptional(),
    clientId: z.string(),
    clientSecret: z.string().exactOptional(),
    scope: z.string(),
    redirect: z.enum(['loopback', 'localhost']),
  }),
});

/** A name that does not tell the account to who looks at the keychain's list. */
function itemOf(address: AccountAddress): string {
  return `oauth-${createHash('sha256').update(accountKey(address)).digest('hex').slice(0, 40)}`;
}

/** Names of what was kept, so that runs that need no keychain do not wake it. */
function listFile(): string {
  return join(dirname(defaultJournalFile()), 'signed-in.json');
}

function readList(): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(readFileSync(listFile(), 'utf8')));
  } catch {
    return [];
  }
}

async function writeList(items: readonly string[]): Promise<void> {
  if (items.length === 0 && !existsSync(listFile())) return;
  await mkdir(dirname(listFile()), { recursive: true, mode: 0o700 });
  await writePrivateFile(listFile(), JSON.stringify([...new Set(items)]));
}

/** Whether somebody signed in to this account with `homing sign-in`. */
export function mayHaveGrant(address: AccountAddress): boolean {
  return readList().includes(itemOf(address));
}

/** @returns null when there is none. Rejects when the keychain does */
export async function readGrant(keychain: Keychain, address: AccountAddress): Promise<KeptGrant | null> {
  const text = await readLongSecret(keychain, itemOf(address));
  if (text === null) return null;
  const parsed = grant.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

export async function keepGrant(keychain: Keychain, address: AccountAddress, kept: KeptGrant): Promise<void> {
  await writeLongSecret(keychain, itemOf(address), JSON.stringify(kept));
  await writeList([...readList(), itemOf(address)]);
}

export async function forgetGrant(keychain: Keychain, address: AccountAddress): Promise<void> {
  await deleteLongSecret(keychain, itemOf(address));
  await writeList(readList().filter((item) => item !== itemOf(address)));
}
