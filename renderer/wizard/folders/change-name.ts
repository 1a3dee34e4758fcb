import type { FolderChoices } from '../../../shared/ipc/folders-view.ts';

/** Gives a folder another name at the new place; null takes back what was chosen. */
export function changeName(choices: FolderChoices, source: string, destination: string | null): FolderChoices {
  const { destination: _, ...rest } = choices.decisions[source] ?? {};
  const decision = destination === null ? rest : { ...rest, destination };
  const { [source]: __, ...others } = choices.decisions;
  return { ...choices, decisions: Object.keys(decision).length === 0 ? others : { ...others, [source]: decision } };
}
