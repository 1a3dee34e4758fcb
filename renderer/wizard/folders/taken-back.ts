import type { FolderChoices } from '../../../shared/ipc/folders-view.ts';
import type { FolderTreeFacts } from './folder-tree-facts.ts';

/**
 * The facts as they will be once main has answered: where a tick was decided, and that was taken back since, the row still says what the
 * decision made of it. Then what usually happens counts, and the next tick changes that.
 * @param told the choices that the facts belong to
 * @param wanted what was chosen last
 */
export function withTakenBack(facts: FolderTreeFacts, told: FolderChoices, wanted: FolderChoices): FolderTreeFacts {
  if (told === wanted) return facts;
  const rows = facts.rows.map((row) => {
    const isTakenBack =
      told.decisions[row.source]?.include !== undefined && wanted.decisions[row.source]?.include === undefined;
    return isTakenBack ? { ...row, include: !facts.special.has(row.source) } : row;
  });
  return rows.every((row, index) => row === facts.rows[index]) ? facts : { ...facts, rows };
}
