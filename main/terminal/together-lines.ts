import type { MailboxPair, MergeProblem, NotMerged, NotRenamed } from '../../shared/model/plan.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';

const reasons: Readonly<Record<MergeProblem, string>> = {
  itself: 'they are the same mailbox',
  missing: 'the old account has not both',
  'cannot-hold': 'one of them holds no messages',
  'merges-itself': 'the latter is to go into a third',
  labels: 'a message with both labels would arrive twice',
  started: 'an earlier run has begun to copy them apart',
};

/** With which other mailbox one shares its destination; null where it has one of its own. */
export function togetherNote(pair: MailboxPair): string | null {
  return pair.mergeInto == null ? null : `together with ${sanitizeDisplay(pair.mergeInto)}, behind it`;
}

/** A mailbox that does not get the name asked for. */
export function notRenamedText({ source, destination, problem }: NotRenamed): string {
  const why =
    problem === 'missing' ? 'the old account has no such mailbox' : 'an earlier run has begun to copy it elsewhere';
  return `${sanitizeDisplay(source)} does not become ${sanitizeDisplay(destination)}: ${why}.`;
}

/** Two mailboxes that stay two against what was asked for. */
export function notMergedText({ source, into, problem }: NotMerged): string {
  return `${sanitizeDisplay(source)} and ${sanitizeDisplay(into)} stay two: ${reasons[problem]}.`;
}
