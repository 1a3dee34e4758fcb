import type { AccountFacts, Quota } from '../../shared/model/mailbox.ts';
import type { Connection } from './connection.ts';
import type { UntaggedHandler } from './imapflow-internals.ts';
import { listMailboxes } from './list-mailboxes.ts';
import type { MailboxNames } from './mailbox-names.ts';
import { isList, numberOf, textOf, type ResponseValue } from './response-values.ts';

interface Gathered {
  namespace: AccountFacts['namespace'] | null;
  readonly quotas: Quota[];
}

/** Asks for everything in one round trip where LIST-STATUS is offered. */
export async function inspectAccount(
  connection: Connection,
  names: MailboxNames,
  options: { readonly utf8: boolean },
): Promise<AccountFacts> {
  const gathered: Gathered = { namespace: null, quotas: [] };
  const mailboxes = await listMailboxes(connection, {
    names,
    utf8: options.utf8,
    before: questions(connection.capabilities),
    others: handlers(gathered),
  });
  const delimiter = mailboxes.find(({ name }) => name === 'INBOX')?.delimiter ?? mailboxes[0]?.delimiter ?? null;
  return {
    capabilities: connection.capabilities,
    serverName: connection.serverName,
    namespace: gathered.namespace ?? { prefix: guessPrefix(mailboxes, delimiter), delimiter },
    mailboxes,
    quota: tightest(gathered.quotas),
    appendLimit: readAppendLimit(connection.capabilities),
  };
}

/** Without NAMESPACE: where everything but INBOX lies below INBOX, that is the prefix of every name. */
function guessPrefix(mailboxes: AccountFacts['mailboxes'], delimiter: string | null): string {
  const others = mailboxes.filter(({ name }) => name !== 'INBOX');
  const prefix = `INBOX${delimiter ?? ''}`;
  return delimiter !== null && others.length > 0 && others.every(({ name }) => name.startsWith(prefix)) ? prefix : '';
}

/** Commands whose refusal does no harm, to be sent along with LIST. */
function questions(capabilities: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  if (capabilities.has('NAMESPACE')) lines.push('NAMESPACE');
  if (capabilities.has('QUOTA')) lines.push('GETQUOTAROOT INBOX');
  return lines;
}

function handlers(gathered: Gathered): Readonly<Record<string, UntaggedHandler>> {
  return {
    NAMESPACE: ({ attributes }) => {
      gathered.namespace = readNamespace(attributes?.[0]);
    },
    QUOTA: ({ attributes }) => {
      const quota = readQuota(attributes?.[1]);
      if (quota) gathered.quotas.push(quota);
    },
  };
}

function readNamespace(personal: ResponseValue | undefined): AccountFacts['namespace'] | null {
  const first = isList(personal) ? personal[0] : null;
  if (!isList(first)) return null;
  const prefix = textOf(first[0]) ?? '';
  const delimiter = textOf(first[1]) || null;
  const complete = prefix === '' || delimiter === null || prefix.endsWith(delimiter);
  return { prefix: complete ? prefix : prefix + delimiter, delimiter };
}

/** `(STORAGE 10 512 MESSAGE 20 100)`, storage in units of 1,024 octets (RFC 9208 5.1). */
function readQuota(list: ResponseValue | undefined): Quota | null {
  if (!isList(list)) return null;
  for (let at = 0; at + 2 < list.length; at += 3) {
    const used = numberOf(list[at + 1]);
    const limit = numberOf(list[at + 2]);
    if (textOf(list[at])?.toUpperCase() !== 'STORAGE' || used === null || limit === null) continue;
    return { usedBytes: used * 1024, limitBytes: limit * 1024 };
  }
  return null;
}

/** Several quota roots apply at once: what counts is where the least is free. */
function tightest(quotas: readonly Quota[]): Quota | null {
  const free = (quota: Quota): number => quota.limitBytes - quota.usedBytes;
  return quotas.reduce<Quota | null>((least, quota) => (least && free(least) <= free(quota) ? least : quota), null);
}

function readAppendLimit(capabilities: ReadonlySet<string>): number | null {
  for (const capability of capabilities) {
    const digits = /^APPENDLIMIT=([0-9]{1,15})$/.exec(capability)?.[1];
    if (digits !== undefined) return Number(digits);
  }
  return null;
}
