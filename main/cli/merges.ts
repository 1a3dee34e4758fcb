import type { PlanOptions } from '../../shared/model/plan.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { CliError } from './cli-error.ts';
import { namePair } from './name-pair.ts';

/**
 * Reads which mailboxes are put together, each as `SOURCE=INTO`. An = within a name is written `==`.
 * @returns decisions by source name
 */
export function parseMerges(texts: readonly string[]): PlanOptions['decisions'] {
  const decisions = new Map<string, { mergeInto: string }>();
  for (const text of texts) {
    const names = namePair(text);
    if (!names)
      throw new CliError(
        `--merge ${sanitizeDisplay(text, 80)} does not name two mailboxes.`,
        'Write --merge SOURCE=INTO, both as the old account calls them; an = within a name as ==.',
      );
    const [source, mergeInto] = names;
    if ((decisions.get(source)?.mergeInto ?? mergeInto) !== mergeInto)
      throw new CliError(
        `--merge sends ${sanitizeDisplay(source, 80)} into two mailboxes.`,
        'Give each mailbox one other to go along with.',
      );
    decisions.set(source, { mergeInto });
  }
  return Object.fromEntries(decisions);
}
