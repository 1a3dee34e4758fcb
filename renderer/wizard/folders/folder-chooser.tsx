import { useMemo } from 'react';
import type { FolderChoices, FolderTable } from '../../../shared/ipc/folders-view.ts';
import { FolderOptions } from './folder-options.tsx';
import { FolderSection } from './folder-section.tsx';
import { folderTreeFacts } from './folder-tree-facts.ts';
import { PresetChoice } from './preset-choice.tsx';
import { withTakenBack } from './taken-back.ts';

/** Sends what was chosen. @returns the table as it is then; null when there is none, or when it was overtaken by a later choice */
export type Choose = (choices: FolderChoices) => Promise<FolderTable | null>;

/** The folders and everything that can be chosen about them. */
export function FolderChooser(props: {
  readonly table: FolderTable;
  readonly choices: FolderChoices;
  readonly choose: Choose;
}): React.JSX.Element {
  const { table, choices, choose } = props;
  const told = useMemo(() => folderTreeFacts(table.rows), [table.rows]);
  const facts = useMemo(() => withTakenBack(told, table.choices, choices), [told, table.choices, choices]);
  return (
    <>
      <div className="card folders__card">
        <PresetChoice choices={choices} choose={choose} />
        <FolderOptions facts={facts} choices={choices} choose={choose} />
      </div>
      <FolderSection table={table} facts={facts} choices={choices} choose={choose} />
    </>
  );
}
