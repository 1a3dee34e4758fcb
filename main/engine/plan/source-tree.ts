import type { AccountFacts, ListedMailbox, MailboxRole } from '../../../shared/model/mailbox.ts';
import { compareNames } from './fold-name.ts';
import { splitName } from './mailbox-path.ts';
import { isGmailContainer, isSelectable, markedRole, roleOf } from './mailbox-role.ts';
import { roleByName } from './role-names.ts';

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
  /** Whether others are below it. */
  holdsOthers: boolean;
  mailbox: ListedMailbox | null;
  /** What the mailbox says it is for, by an attribute or by its name. */
  spoken: MailboxRole | null;
  /** What it is for in this move: of those that speak of a role, one has it; see match-roles.ts. */
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
  const hasArchive = source.mailboxes.some((mailbox) => roleOf(mailbox, source.namespace) === 'archive');
  const liftable = liftableNames(source);
  const nodes = new Map<string, SourceNode>();
  const byName = new Map<string, SourceNode>();
  const mailboxes = source.mailboxes.toSorted((one, other) => compareNames(one.name, other.name));
  for (const mailbox of mailboxes) {
    if (byName.has(mailbox.name)) continue;
    const isAllMail = mailbox.name === allMail;
    const node = isAllMail
      ? nodeOf(nodes, mailbox, [true, true, ARCHIVE], [ARCHIVE])
      : place(nodes, mailbox, liftable.has(mailbox.name), source);
    node.mailbox = mailbox;
    node.spoken = !isAllMail ? roleOf(mailbox, source.namespace) : hasArchive ? null : 'archive';
    byName.set(mailbox.name, node);
  }
  return { levels: levelsOf(nodes.values()), byName };
}

/**
 * Mailboxes that go to the top without the container of Gmail's own, which means nothing elsewhere: those that are marked, and those called
 * like one where nobody has that name at the top.
 */
function liftableNames({ mailboxes, namespace }: AccountFacts): ReadonlySet<string> {
  const paths = mailboxes.map((mailbox) => ({ mailbox, ...splitName(mailbox, namespace) }));
  const top = new Set(paths.flatMap(({ components }) => (components.length === 1 ? components : [])));
  const lifted = paths.filter(({ mailbox, components: [container = '', name, ...deeper] }) => {
    // The container itself may be marked: it has nothing to be lifted out of.
    if (name === undefined || deeper.length > 0 || !isGmailContainer(container) || roleOf(mailbox, namespace) === null)
      return false;
    return markedRole(mailbox) !== null || !top.has(name);
  });
  return new Set(lifted.map(({ mailbox }) => mailbox.name));
}

function place(
  nodes: Map<string, SourceNode>,
  mailbox: ListedMailbox,
  lifted: boolean,
  source: AccountFacts,
): SourceNode {
  const { personal, components } = splitName(mailbox, source.namespace);
  // They are a family of their own.
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
      holdsOthers: false,
      mailbox: null,
      spoken: null,
      role: null,
    };
    nodes.set(key, node);
    if (parent !== null) parent.holdsOthers = true;
  }
  return node;
}

/** Whether a level is a mailbox that can be selected, and not only the place of others. */
export function holdsMessages({ mailbox }: SourceNode): boolean {
  return mailbox !== null && isSelectable(mailbox);
}

/** A path as one text, to sort by: a shorter name comes before a longer one that begins with it. */
export function pathKey({ path }: SourceNode): string {
  return path.join('\0');
}

/** Whether a level is that of INBOX, be it a mailbox or only the place of others. */
export function isInboxLevel(node: SourceNode): boolean {
  return node.depth === 1 && node.component === 'INBOX';
}

/** What a level speaks of, also one that only holds others. */
export function speaksOf({ spoken, component, parent }: SourceNode): MailboxRole | null {
  return spoken ?? (parent === null || isInboxLevel(parent) ? roleByName(component) : null);
}

function levelsOf(nodes: Iterable<SourceNode>): readonly (readonly SourceNode[])[] {
  const levels: SourceNode[][] = [];
  for (const node of nodes) (levels[node.depth - 1] ??= []).push(node);
  return Array.from(levels, (level = []) => level);
}
