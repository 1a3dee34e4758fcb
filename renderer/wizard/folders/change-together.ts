import type { FolderChoices, FolderRow } from '../../../shared/ipc/folders-view.ts';

/**
 * Puts a folder together with another one, or makes it one of its own again. What was together with it goes along, as far as nothing was copied:
 * a folder that is itself put together with another cannot take a third.
 * @param into source of the other folder; null for a folder of its own
 */
export function changeTogether(
  choices: FolderChoices,
  rows: readonly FolderRow[],
  source: string,
  into: string | null,
): FolderChoices {
  const { destination: _, mergeInto: __, ...rest } = choices.decisions[source] ?? {};
  const { [source]: ___, ...others } = choices.decisions;
  if (into === null) {
    return { ...choices, decisions: Object.keys(rest).length === 0 ? others : { ...others, [source]: rest } };
  }
  const settled = new Set(rows.filter(({ started }) => started).map((row) => row.source));
  const moved = Object.entries(others).map(([name, decision]) => {
    const follows = decision.mergeInto === source && !settled.has(name) && name !== into;
    return [name, follows ? { ...decision, mergeInto: into } : decision] as const;
  });
  return { ...choices, decisions: { ...Object.fromEntries(moved), [source]: { ...rest, mergeInto: into } } };
}
