import type { AccountView } from '../../../../shared/ipc/account-view.ts';
import type { AccountFacts, MailboxRole } from '../../../../shared/model/mailbox.ts';
import { shown } from '../shown.ts';
import { isSelectable, isVirtual } from '../../../engine/plan/mailbox-role.ts';
import { buildSourceTree } from '../../../engine/plan/source-tree.ts';

/** What a look into an account found, in numbers. Views of other mailboxes are not counted twice. @param at milliseconds since 1970 */
export function describeFacts(facts: AccountFacts, at: number): NonNullable<AccountView['facts']> {
  const nodes = [...buildSourceTree(facts).byName.values()];
  const counted = nodes.filter(({ mailbox, role }) => mailbox && isSelectable(mailbox) && !isVirtual(role));
  const sizes = counted.map(({ mailbox }) => (mailbox?.status?.messages === 0 ? 0 : (mailbox?.status?.size ?? null)));
  const roles = nodes.flatMap(({ role }) => (role === null ? [] : [role]));
  return {
    at,
    serverName: facts.serverName === null ? null : shown(facts.serverName),
    mailboxes: counted.length,
    messages: counted.reduce((sum, { mailbox }) => sum + (mailbox?.status?.messages ?? 0), 0),
    bytes: sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0),
    quota: facts.quota,
    appendLimit: facts.appendLimit,
    roles: [...new Set<MailboxRole>(roles)],
  };
}
