import type { AccountFacts, ListedMailbox } from '../../../../shared/model/mailbox.ts';
import { compareNames, isInbox } from '../../../engine/plan/fold-name.ts';
import { splitName } from '../../../engine/plan/mailbox-path.ts';

/** A mailbox in its place in the tree. */
export interface TreeRow {
  readonly mailbox: ListedMailbox;
  /** Mailboxes of the list it is below. */
  readonly depth: number;
  /** The components that the mailbox above it does not have. */
  readonly label: readonly string[];
}

/** One level; not every level is a mailbox of the list. */
interface Branch {
  readonly component: string;
  readonly mailboxes: ListedMailbox[];
  readonly below: Map<string, Branch>;
}

/** The order of names is the same on every machine; numbers in names count as numbers. */
const collator = new Intl.Collator('en', { numeric: true });

/** The account's mailboxes as an indented list: INBOX first, every mailbox after the one it is below, and names in their order. */
export function treeRows({ mailboxes, namespace }: Pick<AccountFacts, 'mailboxes' | 'namespace'>): readonly TreeRow[] {
  const top: Branch = { component: '', mailboxes: [], below: new Map() };
  const seen = new Set<string>();
  for (const mailbox of mailboxes) {
    if (seen.has(mailbox.name)) continue;
    seen.add(mailbox.name);
    plant(top, splitName(mailbox, namespace).components, mailbox);
  }
  const rows: TreeRow[] = [];
  walk(top, { depth: 0, label: [] }, rows);
  return rows;
}

function plant(top: Branch, components: readonly string[], mailbox: ListedMailbox): void {
  let branch = top;
  for (const component of components) {
    let next = branch.below.get(component);
    if (!next) {
      next = { component, mailboxes: [], below: new Map() };
      branch.below.set(component, next);
    }
    branch = next;
  }
  branch.mailboxes.push(mailbox);
}

/** @param above how deep what comes next is, and the components since the last mailbox of the list */
function walk(branch: Branch, above: Pick<TreeRow, 'depth' | 'label'>, rows: TreeRow[]): void {
  const branches = [...branch.below.values()].toSorted(inOrder);
  for (const next of branches) {
    const label = [...above.label, next.component];
    const mailboxes = next.mailboxes.toSorted((one, other) => compareNames(one.name, other.name));
    for (const mailbox of mailboxes) rows.push({ mailbox, depth: above.depth, label });
    walk(next, mailboxes.length > 0 ? { depth: above.depth + 1, label: [] } : { depth: above.depth, label }, rows);
  }
}

function inOrder(one: Branch, other: Branch): number {
  return (
    Number(isInbox(other.component)) - Number(isInbox(one.component)) ||
    collator.compare(one.component, other.component) ||
    compareNames(one.component, other.component)
  );
}
