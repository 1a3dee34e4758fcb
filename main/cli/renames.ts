import type { PlanOptions } from '../../shared/model/plan.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { CliError } from './cli-error.ts';
import { namePair } from './name-pair.ts';

/**
 * Reads which mailboxes get other names, each as `SOURCE=NAME`, beside those that are put together. An = within a name is written `==`.
 * @returns all decisions by source name
 */
export function parseRenames(texts: readonly string[], merges: PlanOptions['decisions']): PlanOptions['decisions'] {
  const names = new Map<string, { destination: string }>();
  for (const text of texts) {
    const pair = namePair(text);
    if (!pair)
      throw new CliError(
        `--rename ${sanitizeDisplay(text, 80)} does not name a mailbox and its new name.`,
        'Write --rename SOURCE=NAME, the first as the old account calls it; an = within a name as ==.',
      );
    const [source, destination] = pair;
    if ((names.get(source)?.destination ?? destination) !== destination)
      throw new CliError(`--rename gives ${sanitizeDisplay(source, 80)} two names.`, 'Give each mailbox one.');
    if (Object.hasOwn(merges, source))
      throw new CliError(
        `--merge puts ${sanitizeDisplay(source, 80)} into another mailbox, so that --rename has nothing to name.`,
        'Give only one of the two.',
      );
    names.set(source, { destination });
  }
  return { ...merges, ...Object.fromEntries(names) };
}
