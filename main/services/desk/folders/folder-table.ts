import type { FolderChoices, FolderRow, FolderTable } from '../../../../shared/ipc/folders-view.ts';
import type { AccountFacts, MailboxRole } from '../../../../shared/model/mailbox.ts';
import type { Amount, LabelPlan, MailboxPair, MigrationPlan } from '../../../../shared/model/plan.ts';
import { buildPlan } from '../../../engine/plan/build-plan.ts';
import { decisionOn } from '../../../engine/plan/choose-mailboxes.ts';
import { nameHolder, nameProblem } from '../../../engine/plan/name-problem.ts';
import { counted, shown } from '../shown.ts';
import { rolesInPlan } from '../../../engine/plan/plan-names.ts';
import { planOptions } from './plan-options.ts';
import { treeRows, type TreeRow } from './tree-order.ts';

/** What the table is made of. */
export interface FolderTableInput {
  readonly source: AccountFacts;
  readonly destination: AccountFacts;
  readonly choices: FolderChoices;
  /** Source to destination names of earlier runs: they stay. */
  readonly known: ReadonlyMap<string, string>;
  /** Source names of the mailboxes whose copying has begun. */
  readonly started: ReadonlySet<string>;
}

/** Where mailboxes go, and why some do not. By source name. */
interface Whereabouts {
  /** Of everything that can hold messages, whether it goes along or not. */
  readonly pairs: ReadonlyMap<string, MailboxPair>;
  readonly parents: ReadonlyMap<string, string>;
  readonly leftOut: ReadonlyMap<string, FolderRow['leftOut']>;
  /** Of each destination, the mailbox whose messages come first there. */
  readonly first: ReadonlyMap<string, string>;
  readonly notMerged: ReadonlyMap<string, FolderRow['mergeProblem']>;
}

/** A mailbox in its place, with what it is for. */
type Placed = TreeRow & { readonly role: MailboxRole | null };

/** The longest name the contract with the window takes as a key. No server known has longer ones. */
const LONGEST_NAME = 2_000;
/** What a name gets when another has it; see grantNumbered. */
const NUMBER = / \(\d+\)$/;
/** The deepest indentation the contract takes. */
const DEEPEST = 100;

/** Every old folder, where it goes under the person's choices, and why not. Pure; nothing is asked of a server. */
export function folderTable(input: FolderTableInput): FolderTable {
  const { source, destination, choices, known } = input;
  const plan = buildPlan(source, destination, planOptions(choices), known);
  const where = whereabouts(plan, wholePlan(input));
  const roles = rolesInPlan(source, destination, planOptions(choices), known);
  const rows = treeRows(source)
    .filter(({ mailbox }) => mailbox.name.length <= LONGEST_NAME)
    .map((row) => folderRow(input, where, { ...row, role: roles.get(row.mailbox.name) ?? null }));
  const { delimiter } = destination.namespace;
  return {
    choices,
    rows,
    totals: { mailboxes: plan.pairs.length, messages: counted(plan.messages), bytes: bytesOf(plan.bytes) },
    room: plan.quota,
    delimiter: delimiter === '' ? null : delimiter,
    labels: plan.labels && labelsView(plan.labels),
  };
}

function labelsView({ messages, shown: shownTimes, results }: LabelPlan): FolderTable['labels'] {
  const amount = (of: Amount): { messages: number; bytes: number | null } => ({
    messages: counted(of.messages),
    bytes: bytesOf(of.bytes),
  });
  return {
    messages: counted(messages),
    shown: counted(shownTimes),
    results: {
      folders: amount(results.folders),
      primary: amount(results.primary),
      archive: amount(results.archive),
    },
  };
}

/** The plan if everything came along: names do not depend on what comes along, so that it tells those of what stays. */
function wholePlan({ source, destination, choices, known }: FolderTableInput): MigrationPlan {
  const options = planOptions(choices);
  const all = source.mailboxes.map(({ name }) => [name, { ...decisionOn(name, options), include: true }] as const);
  return buildPlan(source, destination, { ...options, decisions: Object.fromEntries(all) }, known);
}

function whereabouts(plan: MigrationPlan, whole: MigrationPlan): Whereabouts {
  return {
    pairs: new Map(whole.pairs.map((pair) => [pair.source, pair])),
    parents: new Map(whole.parents.map((parent) => [parent.source, parent.destination])),
    leftOut: new Map([
      ...plan.parents.map(({ source }) => [source, 'not-selectable'] as const),
      ...plan.leftOut.map(({ source, reason }) => [source, reason] as const),
    ]),
    // The first one entered last stays.
    first: new Map(whole.pairs.toReversed().map(({ source, destination }) => [destination, source])),
    notMerged: new Map((whole.notMerged ?? []).map(({ source, problem }) => [source, problem])),
  };
}

function folderRow(input: FolderTableInput, where: Whereabouts, { mailbox, depth, label, role }: Placed): FolderRow {
  const { name, status } = mailbox;
  const pair = where.pairs.get(name);
  const destination = (pair?.destination ?? where.parents.get(name) ?? name).slice(0, LONGEST_NAME);
  const leftOut = where.leftOut.get(name) ?? null;
  return {
    source: name,
    name: shown(name),
    label: shown(label.join(mailbox.delimiter ?? input.source.namespace.delimiter ?? '/')),
    depth: Math.min(DEEPEST, depth),
    role,
    unopened: pair?.unopened === true,
    messages: counted(status?.messages ?? 0),
    bytes: pair ? bytesOf(pair.bytes) : null,
    destination,
    destinationName: shown(destination),
    renamed: [...(pair?.renamed ?? [])],
    exists: pair?.exists ?? false,
    include: leftOut === null,
    leftOut,
    started: input.started.has(name),
    canMerge: canMerge(pair),
    mergeInto: pair ? companionOf(where, pair) : null,
    mergeProblem: where.notMerged.get(name) ?? null,
    ...(pair ? problemOfChoice(input, where, pair) : { nameProblem: null, takenBy: null }),
  };
}

/** A message with two labels would arrive twice, were they put together. */
function canMerge(pair: MailboxPair | undefined): boolean {
  return pair !== undefined && pair.readsFrom == null;
}

/** Also where an earlier run put two together, whatever the person chose since. */
function companionOf({ first }: Whereabouts, { source, destination, mergeInto }: MailboxPair): string | null {
  const other = mergeInto ?? first.get(destination) ?? source;
  return other === source ? null : other;
}

/** What is wrong with the name the person chose for a mailbox, if they did, and who has the name that it would have had. */
function problemOfChoice(
  input: FolderTableInput,
  where: Whereabouts,
  pair: MailboxPair,
): Pick<FolderRow, 'nameProblem' | 'takenBy'> {
  const { destination, choices, known } = input;
  // What an earlier run began stays where it is, whatever the person chose since; and so does what goes along with another.
  if (known.has(pair.source) || pair.mergeInto != null) return { nameProblem: null, takenBy: null };
  const chosen = decisionOn(pair.source, choices).destination;
  const others = [...where.pairs.values()].filter(({ source }) => source !== pair.source);
  const names = others.map((other) => other.destination);
  const problem = chosen === undefined ? null : nameProblem(chosen, destination, names);
  const isGone = problem === 'taken' || pair.renamed.some((reason) => reason === 'taken' || reason === 'collision');
  if (!isGone || !canMerge(pair)) return { nameProblem: problem, takenBy: null };
  const wanted = problem === 'taken' && chosen !== undefined ? chosen : pair.destination.replace(NUMBER, '');
  const holder = where.first.get(nameHolder(wanted, destination, names) ?? '');
  return { nameProblem: problem, takenBy: holder !== undefined && canMerge(where.pairs.get(holder)) ? holder : null };
}

function bytesOf(bytes: number | null): number | null {
  return bytes === null ? null : counted(bytes);
}
