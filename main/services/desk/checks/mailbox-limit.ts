import { counted } from '../shown.ts';
import type { Found } from './found.ts';
import type { Look } from './look.ts';

/**
 * How many mailboxes of their own people report they may have, by id in the directory. Reports of users, which no page of the providers
 * confirms: a reason to warn, never one to stop.
 */
const REPORTED: Readonly<Record<string, number>> = { gmx: 20, gmx_com: 20, web_de: 40 };

/** Whether the new provider may not allow all the mailboxes that are planned. */
export function mailboxLimit({ destination, plan }: Look): Found {
  const limit = (destination.provider === null ? null : REPORTED[destination.provider]) ?? null;
  const made = [...plan.pairs.filter(({ exists }) => !exists), ...plan.parents].map((one) => one.destination);
  const mailboxes = new Set([...destination.facts.mailboxes.map(({ name }) => name), ...made]).size;
  return {
    id: 'mailbox-limit',
    verdict: limit !== null && mailboxes > limit ? 'warn' : 'pass',
    values: { limit, mailboxes: counted(mailboxes) },
  };
}
