import type { FolderChoices } from '../../../shared/ipc/folders-view.ts';

/** Gives a folder a name of its own at the new place; null takes back what was chosen, also another folder it was put together with. */
export function changeName(choices: FolderChoices, source: string, destination: string | null): FolderChoices {
  const { destination: _, mergeInto: __, ...rest } = choices.decisions[source] ?? {};
  const decision = destination === null ? rest : { ...rest, destination };
  const { [source]: ___, ...others } = choices.decisions;
  return { ...choices, decisions: Object.keys(decision).length === 0 ? others : { ...others, [source]: decision } };
}
