import type { FolderChoices } from '../../../../shared/ipc/folders-view.ts';
import type { PlanOptions } from '../../../../shared/model/plan.ts';

/** Where everything goes when the person chose one mailbox and gave it no name. */
const UNNAMED = 'Old mail';

/** What the engine is told of the person's choices about folders. `since` travels apart, see MigrationSettings. */
export function planOptions(choices: FolderChoices): PlanOptions {
  const { preset, under, spam, trash, decisions, labels } = choices;
  const name = under === null || under.trim() === '' ? UNNAMED : under.trim();
  return { include: [], exclude: [], spam, trash, decisions, labels, under: preset === 'into-one' ? name : null };
}
