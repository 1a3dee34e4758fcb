import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dovecot } from '../../support/dovecot.ts';

/** Gives all accounts of a server another password, as their owner would elsewhere, and ends every session there. */
export async function changePassword(server: Dovecot, user: string, password: string): Promise<void> {
  const file = join(server.folder, 'dovecot.conf');
  const config = await readFile(file, 'utf8');
  await writeFile(file, config.replace(`args = password=${server.password}`, `args = password=${password}`));
  await server.doveadm(['reload']);
  await server.doveadm(['kick', user]);
}
