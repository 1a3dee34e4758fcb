import type { AccountFacts, ListedMailbox, MailboxRole } from '../../../shared/model/mailbox.ts';
import { compareNames } from './fold-name.ts';
import { splitName } from './mailbox-path.ts';
import { assignRoles, isGmailContainer } from './mailbox-role.ts';

/** One level of the source's hierarchy; not every level is a mailbox that was listed. */
export interface SourceNode {
  readonly component: string;
  readonly parent: SourceNode | null;
  /** Levels from the top, beginning with 1. */
  readonly depth: number;
  /** The components from the top, for orders and hashes. */
  readonly path: readonly string[];
  /** Whether Gmail's own container was taken away from above it. */
  readonly lifted: boolean;
  mailbox: ListedMailbox | null;
  role: MailboxRole | null;
}

/** Nodes of different families are never parent and child, nor one. */
type Family = readonly [lifted: boolean, ...rest: unknown[]];

/** The source's mailboxes as a tree. */
export interface SourceTree {
  /** Nodes by depth, in an order that does not depend on the listing's. */
  readonly levels: readonly (readonly SourceNode[])[];
  readonly byName: ReadonlyMap<string, SourceNode>;
}

/** How the mailbox is called whose messages have no folder of their own. */
const ARCHIVE = 'Archive';

/**
 * Builds the tree. A name listed twice counts once.
 * @param allMail Gmail's view of everything, where what is in no other folder is to be archived from it; else null
 */
export function buildSourceTree(source: AccountFacts, allMail: string | null = null): SourceTree {
  const roles = new Map(assignRoles(source));
  if (allMail !== null && ![...roles.values()].includes('archive')) roles.set(allMail, 'archive');
  else if (allMail !== null) roles.delete(allMail);
  const nodes = new Map<string, SourceNode>();
  const byName = new Map<string, SourceNode>();
  const mailboxes = source.mailboxes.toSorted((one, other) => compareNames(one.name, other.name));
  for (const mailbox of mailboxes) {
    if (byName.has(mailbox.name)) continue;
    const role = roles.get(mailbox.name) ?? null;
    const node =
      mailbox.name === allMail
        ? nodeOf(nodes, mailbox, [true, true, ARCHIVE], [ARCHIVE])
        : place(nodes, mailbox, role, source);
    node.mailbox = mailbox;
    node.role = role;
    byName.set(mailbox.name, node);
  }
  return { levels: levelsOf(nodes.values()), byName };
}

function place(
  nodes: Map<string, SourceNode>,
  mailbox: ListedMailbox,
  role: MailboxRole | null,
  source: AccountFacts,
): SourceNode {
  const { personal, components } = splitName(mailbox, source.namespace);
  // The container of Gmail's own mailboxes means nothing elsewhere: they go to the top, as a family of their own.
  const lifted = role !== null && components.length === 2 && isGmailContainer(components[0] ?? '');
  const path = lifted ? components.slice(1) : components;
  const family: Family = [lifted, personal, mailbox.delimiter ?? source.namespace.delimiter];
  let parent: SourceNode | null = null;
  for (let depth = 1; depth < path.length; depth += 1) {
    parent = nodeAt(nodes, family, path.slice(0, depth), parent);
  }
  return nodeOf(nodes, mailbox, family, path, parent);
}

function nodeOf(
  nodes: Map<string, SourceNode>,
  mailbox: ListedMailbox,
  family: Family,
  path: readonly string[],
  parent: SourceNode | null = null,
): SourceNode {
  const node = nodeAt(nodes, family, path, parent);
  // Two listed names can come down to one path (`INBOX` and `Inbox`): each keeps a node of its own.
  return node.mailbox === null ? node : nodeAt(nodes, [...family, mailbox.name], path, parent);
}

function nodeAt(
  nodes: Map<string, SourceNode>,
  family: Family,
  path: readonly string[],
  parent: SourceNode | null,
): SourceNode {
  const key = JSON.stringify([family, path]);
  let node = nodes.get(key);
  if (node === undefined) {
    node = {
      component: path.at(-1) ?? '',
      parent,
      depth: path.length,
      path,
      lifted: family[0],
      mailbox: null,
      role: null,
    };
    nodes.set(key, node);
  }
  return node;
}

function levelsOf(nodes: Iterable<SourceNode>): readonly (readonly SourceNode[])[] {
  const levels: SourceNode[][] = [];
  for (const node of nodes) (levels[node.depth - 1] ??= []).push(node);
  return Array.from(levels, (level = []) => level);
}
