import { existingMailbox, nameToWire } from '../mailbox-name.ts';
import { no, ok, type Outcome } from '../outcome.ts';
import type { ServerContext, Session } from '../session.ts';
import { stringOf, type Value } from '../values.ts';

/** GETQUOTA (RFC 9208 4.1.1) of the one root, which is called "". */
export async function getQuota(session: Session, args: readonly Value[]): Promise<Outcome> {
  if (stringOf(args[0]) !== '') throw no('[NONEXISTENT] No such quota root');
  await writeQuota(session);
  return ok('GETQUOTA completed');
}

/** GETQUOTAROOT (RFC 9208 4.1.2). */
export async function getQuotaRoot(session: Session, args: readonly Value[]): Promise<Outcome> {
  const mailbox = existingMailbox(session, args[0]);
  await session.untagged(`QUOTAROOT ${nameToWire(session, mailbox.name)} ""`);
  await writeQuota(session);
  return ok('GETQUOTAROOT completed');
}

/** Throws NO when so many more bytes do not fit. */
export function checkQuota({ features, store }: ServerContext, bytes: number): void {
  if (features.quota !== null && store.usedBytes + bytes > features.quota) throw no('[OVERQUOTA] Quota exceeded');
}

/** STORAGE counts in units of 1,024 bytes. */
async function writeQuota(session: Session): Promise<void> {
  const { features, store } = session.context;
  const used = Math.ceil(store.usedBytes / 1024);
  const limit = Math.floor((features.quota ?? 0) / 1024);
  await session.untagged(`QUOTA "" (STORAGE ${String(used)} ${String(limit)})`);
}
