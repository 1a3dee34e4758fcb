import { counted, shown } from '../shown.ts';
import { MOST_ITEMS, type Found } from './found.ts';
import type { Look } from './look.ts';
import { mailboxLimit } from './mailbox-limit.ts';

/** Whether the new account can take what is planned. */
export function checkDestination(look: Look): Found[] {
  return [empty(look), room(look), tooLarge(look), mailboxLimit(look)];
}

function empty({ destination }: Look): Found {
  const messages = destination.facts.mailboxes.reduce((sum, { status }) => sum + (status?.messages ?? 0), 0);
  return { id: 'destination-empty', verdict: messages > 0 ? 'warn' : 'pass', values: { messages: counted(messages) } };
}

function room({ destination, plan }: Look): Found {
  const { quota } = destination.facts;
  const verdicts = { fits: 'pass', 'does-not-fit': 'warn', unknown: 'warn' } as const;
  return {
    id: 'room',
    verdict: verdicts[plan.quota.kind],
    values: {
      freeBytes: quota === null ? null : counted(quota.limitBytes - quota.usedBytes),
      missingBytes: plan.quota.kind === 'does-not-fit' ? counted(plan.quota.missingBytes) : null,
      limitBytes: quota === null ? null : counted(quota.limitBytes),
    },
  };
}

/**
 * Open where a limit is known but the messages were not listed: to say that none is larger would be a guess. A limit that the server did
 * not tell itself is a warning only: the server decides.
 */
function tooLarge({ plan, knownLimit, tooBig }: Look): Found {
  const isTold = plan.appendLimit !== null;
  const limitBytes = plan.appendLimit ?? knownLimit?.bytes ?? null;
  const items = tooBig ?? [];
  return {
    id: 'too-large',
    verdict: limitBytes !== null && tooBig === null ? 'open' : items.length > 0 ? 'warn' : 'pass',
    values: {
      limitBytes: limitBytes === null ? null : counted(limitBytes),
      count: tooBig && items.length,
      limitProvider: isTold || !knownLimit ? null : shown(knownLimit.provider),
      limitSource: isTold || !knownLimit ? null : shown(knownLimit.source, 300),
    },
    items: items.slice(0, MOST_ITEMS).map(({ mailbox, size, internalDate }) => ({
      mailbox: shown(mailbox),
      bytes: counted(size),
      date: shown(internalDate, 40),
    })),
  };
}
