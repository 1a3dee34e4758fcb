import type { AccountFacts, ListedMailbox } from '../../../shared/model/mailbox.ts';
import type {
  Amount,
  LabelPlan,
  LeftOut,
  MailboxPair,
  MigrationPlan,
  ParentMailbox,
  PlanOptions,
} from '../../../shared/model/plan.ts';
import { chooser, type Choice } from './choose-mailboxes.ts';
import { inCopyOrder } from './copy-order.ts';
import { compareNames } from './fold-name.ts';
import { gmailFacts, labelPlanner, onceEach, type LabelPlanner } from './label-plan.ts';
import { isSelectable } from './mailbox-role.ts';
import type { MappedName } from './map-mailboxes.ts';
import { planNames } from './plan-names.ts';
import { quotaVerdict } from './quota-verdict.ts';
import { buildSourceTree, type SourceNode } from './source-tree.ts';

/**
 * Decides what goes where. Every source mailbox is in exactly one of pairs, parents and leftOut; no two pairs share a destination unless the
 * person put them together; the answer depends neither on the order of the listings nor, for names, on what is left out.
 * @param known source to destination names of earlier runs, kept as they are whatever the person decides now
 */
export function buildPlan(
  source: AccountFacts,
  inspected: AccountFacts,
  options: PlanOptions,
  known: ReadonlyMap<string, string>,
): MigrationPlan {
  const destination = options.seenNames ? { ...inspected, seenNames: options.seenNames } : inspected;
  const labels = labelPlanner(source, options.labels ?? 'folders');
  const tree = buildSourceTree(source, labels?.allMail ?? null);
  const isShare = (name: string): boolean => labels?.isShare(name) === true;
  const { mapped, notMerged, notRenamed } = planNames(tree, destination, { options, known, isShare });
  const { pairs, leftOut, holders, summary } = sortOut(tree.byName, mapped, chooser(options, source), labels);
  const { parents, idle } = neededParents(holders, pairs, tree.byName);
  return {
    pairs: inCopyOrder(pairs),
    parents: parents.sort((one, other) => compareNames(one.destination, other.destination)),
    leftOut: [...leftOut, ...idle].sort((one, other) => compareNames(one.source, other.source)),
    ...(notMerged.length > 0 && { notMerged }),
    ...(notRenamed.length > 0 && { notRenamed }),
    ...(summary ? onceEach(pairs, summary) : sumOf(pairs)),
    quota: quotaVerdict(destination.quota, stillToStore(pairs, destination, known)),
    appendLimit: destination.appendLimit,
    labels: summary,
    gmail: gmailFacts(source),
  };
}

interface SortedOut {
  readonly pairs: MailboxPair[];
  readonly leftOut: LeftOut[];
  /** Mailboxes that cannot be selected. */
  readonly holders: ParentMailbox[];
  readonly summary: LabelPlan | null;
}

function sortOut(
  nodes: ReadonlyMap<string, SourceNode>,
  mapped: ReadonlyMap<string, MappedName>,
  choose: Choice,
  labels: LabelPlanner | null,
): SortedOut {
  const sorted = { pairs: [] as MailboxPair[], leftOut: [] as LeftOut[], holders: [] as ParentMailbox[] };
  let archive: { node: SourceNode; mailbox: ListedMailbox; goal: MappedName; reason: LeftOut['reason'] | null } | null =
    null;
  for (const [name, node] of nodes) {
    const { mailbox } = node;
    const goal = mapped.get(name);
    if (mailbox === null || goal === undefined) continue;
    if (!isSelectable(mailbox)) {
      sorted.holders.push({ source: name, destination: goal.destination });
      continue;
    }
    const reason = labels ? labels.reasonFor(node, choose(node, mailbox)) : choose(node, mailbox);
    if (name === labels?.allMail) archive = { node, mailbox, goal, reason };
    else if (reason === null) sorted.pairs.push(pairOf(node, mailbox, goal, labels));
    else sorted.leftOut.push({ source: name, reason, messages: mailbox.status?.messages ?? 0 });
  }
  if (!labels || !archive) return { ...sorted, summary: null };
  const summary = labels.summary(includedLabels(sorted, labels), archive.reason === null);
  const { node, mailbox, goal, reason } = archive;
  if (summary.strategy === 'archive' ? summary.messages > 0 || reason === null : reason === null) {
    const { messages, bytes } = summary.strategy === 'archive' ? summary : labels.archived();
    sorted.pairs.push({ ...pairOf(node, mailbox, goal, labels), messages, bytes });
  } else
    sorted.leftOut.push({ source: mailbox.name, reason: reason ?? 'virtual', messages: mailbox.status?.messages ?? 0 });
  return { ...sorted, summary };
}

/** In one archive for everything, label folders are left out as views of it: their messages come along. */
function includedLabels({ pairs, leftOut }: Pick<SortedOut, 'pairs' | 'leftOut'>, labels: LabelPlanner): Set<string> {
  const views = leftOut.filter(({ source, reason }) => reason === 'virtual' && labels.isShare(source));
  return new Set([...pairs, ...views].map(({ source }) => source));
}

function pairOf(node: SourceNode, mailbox: ListedMailbox, goal: MappedName, labels: LabelPlanner | null): MailboxPair {
  const { mergeInto } = goal;
  return {
    source: mailbox.name,
    destination: goal.destination,
    role: mergeInto ? mergeInto.role : node.role,
    renamed: goal.renamed,
    messages: mailbox.status?.messages ?? 0,
    bytes: mailbox.status === null ? null : sizeOf(mailbox),
    ...(mailbox.status === null && { unopened: true }),
    subscribed: mailbox.subscribed,
    exists: goal.exists,
    readsFrom: labels?.isShare(mailbox.name) === true ? labels.allMail : null,
    ...(mergeInto?.mailbox && { mergeInto: mergeInto.mailbox.name }),
  };
}

/** An empty mailbox has no bytes, whether the server tells sizes or not. */
function sizeOf(mailbox: ListedMailbox): number | null {
  return mailbox.status?.messages === 0 ? 0 : (mailbox.status?.size ?? null);
}

/** Parents are worth making only for what is below them; Gmail's container, for one, ends up with nothing. */
function neededParents(
  holders: readonly ParentMailbox[],
  pairs: readonly MailboxPair[],
  nodes: ReadonlyMap<string, SourceNode>,
): { parents: ParentMailbox[]; idle: LeftOut[] } {
  const needed = new Set<SourceNode>();
  for (const { source, mergeInto } of pairs) {
    let above = nodes.get(mergeInto ?? source)?.parent ?? null;
    for (; above !== null && !needed.has(above); above = above.parent) needed.add(above);
  }
  const isNeeded = ({ source }: ParentMailbox): boolean => {
    const node = nodes.get(source);
    return node !== undefined && needed.has(node);
  };
  return {
    parents: holders.filter(isNeeded),
    idle: holders
      .filter((holder) => !isNeeded(holder))
      .map(({ source }) => ({ source, reason: 'not-selectable', messages: 0 })),
  };
}

/** What an earlier run put there needs no room again. */
function stillToStore(
  pairs: readonly MailboxPair[],
  destination: AccountFacts,
  known: ReadonlyMap<string, string>,
): (number | null)[] {
  // Of what pairs with one destination have put there, nobody knows here whose it is: it counts once.
  const stored = new Map(destination.mailboxes.map((mailbox) => [mailbox.name, mailbox.status?.size ?? 0]));
  return pairs.map(({ source, destination: name, bytes }) => {
    if (bytes === null) return null;
    if (!known.has(source)) return bytes;
    const there = Math.min(bytes, stored.get(name) ?? 0);
    stored.set(name, (stored.get(name) ?? 0) - there);
    return bytes - there;
  });
}

function sumOf(pairs: readonly MailboxPair[]): Amount {
  const messages = pairs.reduce((sum, pair) => sum + pair.messages, 0);
  return { messages, bytes: sumOrNull(pairs.map((pair) => pair.bytes)) };
}

function sumOrNull(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
