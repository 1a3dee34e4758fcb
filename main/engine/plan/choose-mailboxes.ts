import type { AccountFacts, ListedMailbox, MailboxRole } from '../../../shared/model/mailbox.ts';
import type { LeftOut, MailboxDecision, PlanOptions } from '../../../shared/model/plan.ts';
import { globMatcher, isLiteral } from './glob.ts';
import { splitName, type Namespace } from './mailbox-path.ts';
import { isVirtual } from './mailbox-role.ts';
import { habitsOf } from './server-habits.ts';
import type { SourceNode } from './source-tree.ts';

/** Says why a mailbox that can be selected stays behind, or null when it goes along. */
export type Choice = (node: SourceNode, mailbox: ListedMailbox) => LeftOut['reason'] | null;

/** What the person decided about a mailbox. Names come from servers: one may be called like a member of every object. */
export function decisionOn(source: string, { decisions }: Pick<PlanOptions, 'decisions'>): MailboxDecision {
  return (Object.hasOwn(decisions, source) ? decisions[source] : undefined) ?? {};
}

/**
 * Makes the choice from the person's options. A decision about the very mailbox counts most. Else: what is excluded stays; what is included by its very name comes, whatever its role;
 * otherwise spam and trash (with all below them, since deleted folders end there) and views of other mailboxes stay.
 */
export function chooser(
  options: PlanOptions,
  source: Pick<AccountFacts, 'namespace' | 'serverName' | 'capabilities'>,
): Choice {
  const { namespace } = source;
  const { views } = habitsOf(source);
  const includes = options.include.map((pattern) => ({ test: globMatcher(pattern), literal: isLiteral(pattern) }));
  const excludes = options.exclude.map((pattern) => globMatcher(pattern));
  return (node, mailbox) => {
    const { include } = decisionOn(mailbox.name, options);
    if (include === false) return 'excluded';
    if (include === true) return null;
    const paths = pathsOf(mailbox, namespace);
    if (excludes.some((test) => paths.some(test))) return 'excluded';
    const included = includes.filter(({ test }) => paths.some(test));
    if (includes.length > 0 && included.length === 0) return 'not-included';
    const isView = views.includes(mailbox.name.toLowerCase());
    return included.some(({ literal }) => literal) ? null : isView ? 'virtual' : reasonOfRole(node, options);
  };
}

/** A pattern may be meant with or without the namespace's prefix. */
function pathsOf(mailbox: ListedMailbox, namespace: Namespace): readonly (readonly string[])[] {
  const full = splitName(mailbox, { prefix: '', delimiter: namespace.delimiter });
  return [splitName(mailbox, namespace).components, full.components];
}

function reasonOfRole(node: SourceNode, options: PlanOptions): LeftOut['reason'] | null {
  if (isVirtual(node.role)) return 'virtual';
  for (let above: SourceNode | null = node; above !== null; above = above.parent) {
    const reason = reasonOf(above.role, options);
    if (reason !== null) return reason;
  }
  return null;
}

function reasonOf(role: MailboxRole | null, options: PlanOptions): 'spam' | 'trash' | null {
  if (role === 'junk' && !options.spam) return 'spam';
  return role === 'trash' && !options.trash ? 'trash' : null;
}
