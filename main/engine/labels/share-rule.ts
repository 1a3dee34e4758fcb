import { createHash } from 'node:crypto';
import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import type { LabelStrategy, MigrationPlan } from '../../../shared/model/plan.ts';
import type { GmailMessage } from '../ports.ts';
import { labelKey, labelSource } from './label-folders.ts';
import { labelKeyword } from './label-keyword.ts';

/** A label folder, in its place in the order of homes. */
interface RuledFolder {
  /** The pair's source name. */
  readonly source: string;
  readonly included: boolean;
  /** Whether it is a label of the person's own. */
  readonly own: boolean;
}

/** How the messages of "All Mail" are shared out among pairs. */
export interface ShareRule {
  readonly strategy: LabelStrategy;
  readonly allMail: string;
  /** Whether messages without any label come along. */
  readonly unlabelled: boolean;
  /** By label, the first home first. */
  readonly folders: ReadonlyMap<string, RuledFolder>;
  /** Names of all mailboxes shown in IMAP: a label that is none of them is hidden. */
  readonly listed: ReadonlySet<string>;
  /** What identifies the rule: another one means that everything must be shared out anew. */
  readonly key: string;
}

/** Where one message goes. */
export interface Share {
  /** Source names of pairs, its home first; empty when it stays behind. */
  readonly pairs: readonly string[];
  /** To be added to its flags. */
  readonly flags: readonly string[];
  /** Labels of it that IMAP does not show. */
  readonly hidden: readonly string[];
}

/** The rule that a plan means; null where mailboxes are read one by one. */
export function shareRule(
  source: AccountFacts,
  plan: Pick<MigrationPlan, 'pairs' | 'leftOut' | 'labels'>,
): ShareRule | null {
  const gmail = labelSource(source);
  if (!gmail || !plan.labels) return null;
  const { strategy, allMail, unlabelled } = plan.labels;
  const pairs = new Set(plan.pairs.filter(({ readsFrom }) => readsFrom === allMail).map((pair) => pair.source));
  const gathered = new Set(plan.leftOut.filter(({ reason }) => reason === 'virtual').map((one) => one.source));
  const folders = new Map<string, RuledFolder>();
  for (const { mailbox, label, role } of gmail.folders) {
    const view = role === 'flagged' || role === 'important';
    const included = strategy === 'archive' ? gathered.has(mailbox.name) && !view : pairs.has(mailbox.name);
    // A star alone does not keep a message anywhere, nor does a star that is left out keep it behind.
    if (included || !view) folders.set(label, { source: mailbox.name, included, own: !label.startsWith('\\') });
  }
  const listed = new Set(source.mailboxes.map(({ name }) => name));
  const told = JSON.stringify([1, strategy, allMail, unlabelled, [...folders]]);
  const key = createHash('sha256').update(told).digest('hex').slice(0, 32);
  return { strategy, allMail, unlabelled, folders, listed, key };
}

/** Decides where a message goes. Pure; the order of its labels means nothing. */
export function shareOf({ labels }: GmailMessage, rule: ShareRule, strategy: LabelStrategy = rule.strategy): Share {
  const keys = new Set(labels.map(labelKey));
  const known = [...rule.folders].filter(([label]) => keys.has(label)).map(([, folder]) => folder);
  const hidden = [...keys].filter((label) => !label.startsWith('\\') && !rule.listed.has(label)).sort();
  const included = known.filter((folder) => folder.included);
  const flags = keys.has('\\important') ? ['$Important'] : [];
  if (keys.has('\\starred')) flags.push('\\Flagged');
  if (known.length === 0 ? !rule.unlabelled : included.length === 0) return { pairs: [], flags, hidden };
  const homes = included.length === 0 || strategy === 'archive' ? [rule.allMail] : included.map(({ source }) => source);
  if (strategy !== 'primary') return { pairs: homes, flags, hidden };
  const others = [
    ...included
      .slice(1)
      .filter(({ own }) => own)
      .map(({ source }) => source),
    ...hidden,
  ];
  return { pairs: homes.slice(0, 1), flags: [...flags, ...others.map(labelKeyword)], hidden };
}
