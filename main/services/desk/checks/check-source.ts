import type { ListedMailbox } from '../../../../shared/model/mailbox.ts';
import { assignRoles, isSelectable, isVirtual } from '../../../engine/plan/mailbox-role.ts';
import { counted, shown } from '../shown.ts';
import { MOST_ITEMS, type Found } from './found.ts';
import { hiddenMail } from './hidden-mail.ts';
import type { Look } from './look.ts';

/** What is in the old account, and whether its provider shows all of it. */
export function checkSource({ source }: Look): Found[] {
  const roles = assignRoles(source.facts);
  const real = source.facts.mailboxes.filter(
    (mailbox) => isSelectable(mailbox) && !isVirtual(roles.get(mailbox.name) ?? null),
  );
  return [countedLine(real), hiddenMail(source)];
}

/** Views of other mailboxes are not counted: their messages are. */
function countedLine(mailboxes: readonly ListedMailbox[]): Found {
  const refused = mailboxes.filter(({ status }) => status === null);
  const statuses = mailboxes.flatMap(({ status }) => status ?? []);
  const sizes = statuses.map(({ messages, size }) => (messages === 0 ? 0 : size));
  const bytes = sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  const messages = statuses.reduce((sum, status) => sum + status.messages, 0);
  return {
    id: 'counted',
    verdict: refused.length > 0 ? 'warn' : 'pass',
    values: {
      mailboxes: mailboxes.length,
      messages: counted(messages),
      bytes: bytes === null ? null : counted(bytes),
      refused: refused.length,
    },
    items: refused.slice(0, MOST_ITEMS).map(({ name }) => ({ mailbox: shown(name) })),
  };
}
