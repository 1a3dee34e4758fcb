import { resolve } from 'node:path';
import type { AccountAddress, Secret } from '../../../shared/model/account.ts';
import { mayHaveGrant } from '../kept-grant.ts';
import type { SecretSide } from '../secrets.ts';
import type { Cells } from './columns.ts';
import { readPrivateFile } from './read-list-file.ts';

/** Where secrets are looked for. */
export interface SecretPlaces {
  readonly environment: NodeJS.ProcessEnv;
  /** Of the list: paths in it are relative to there. */
  readonly folder: string;
  /** For each line that names none of its own. */
  readonly common: { readonly FROM: Secret | null; readonly TO: Secret | null };
}

/** A secret, null where `homing sign-in` has made it needless, or a sentence that says what is wrong without repeating anything. */
type Found = { readonly secret: Secret | null } | { readonly problem: string };

const columns = {
  FROM: { password: 'from-password', secret: 'from-secret', account: 'old' },
  TO: { password: 'to-password', secret: 'to-secret', account: 'new' },
} as const;

/** Finds the secret of one side of a line. */
export function findRowSecret(side: SecretSide, address: AccountAddress, cells: Cells, places: SecretPlaces): Found {
  const { password: passwordColumn, secret: secretColumn, account } = columns[side];
  const [password] = cells[passwordColumn] ?? [];
  const [reference] = cells[secretColumn] ?? [];
  const [shownPassword, shownSecret] = [passwordColumn.replace('-', '_'), secretColumn.replace('-', '_')];
  if (password !== undefined && reference !== undefined)
    return { problem: `It has both ${shownPassword} and ${shownSecret}.` };
  if (password !== undefined) return checked(password, shownPassword);
  if (reference !== undefined) return lookUp(reference, shownSecret, places);
  const common = places.common[side];
  if (common !== null || mayHaveGrant(address)) return { secret: common };
  return { problem: `There is no password for the ${account} account: fill in ${shownPassword} or ${shownSecret}.` };
}

function checked(value: string, column: string): Found {
  // No environment can hold a NUL, and no account has the others in its password.
  if (/\p{Cc}/u.test(value)) return { problem: `${column} holds control characters.` };
  return { secret: { kind: 'password', value } };
}

function lookUp(reference: string, column: string, { environment, folder }: SecretPlaces): Found {
  const match = /^(env|file):(.+)$/su.exec(reference);
  const [, kind, rest = ''] = match ?? [];
  if (kind === 'env') {
    const value = environment[rest] ?? '';
    return value === ''
      ? { problem: `The environment has nothing under the name in ${column}.` }
      : checked(value, column);
  }
  if (kind === 'file') return fromFile(resolve(folder, rest), column);
  return { problem: `${column} begins with neither env: nor file:.` };
}

function fromFile(path: string, column: string): Found {
  try {
    const { text, isPrivate } = readPrivateFile(path, 'file');
    const value = (text.split(/\r\n|\r|\n/)[0] ?? '').replace(/^\uFEFF/, '');
    if (!isPrivate) return { problem: `Other users of this computer may read the file in ${column}: chmod 600 helps.` };
    return value === '' ? { problem: `The first line of the file in ${column} is empty.` } : checked(value, column);
  } catch {
    return { problem: `The file in ${column} cannot be read.` };
  }
}

/** Names of the environment that a list refers to: a move gets only its own secrets. */
export function namedVariables(all: readonly Cells[]): readonly string[] {
  const references = all.flatMap((cells) => [...(cells['from-secret'] ?? []), ...(cells['to-secret'] ?? [])]);
  return references.flatMap((reference) => (reference.startsWith('env:') ? [reference.slice(4)] : []));
}
