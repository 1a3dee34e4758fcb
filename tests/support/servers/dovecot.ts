import { startDovecot } from '../dovecot.ts';
import type { DovecotOptions } from '../dovecot-config.ts';
import type { CompatServer } from './compat-server.ts';

/** Starts a real Dovecot for the compatibility suite. */
export async function startCompatDovecot(options: DovecotOptions): Promise<CompatServer> {
  const { host, port, password, caPem, stop } = await startDovecot(options);
  return { account: (user) => ({ host, port, password, caPem, user: `${user}@example.org` }), stop };
}
