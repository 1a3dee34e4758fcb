import { useCallback, useMemo, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { FolderChoices, FolderRow } from '../../../shared/ipc/folders-view.ts';
import { isTicked } from './change-include.ts';
import type { Choose } from './folder-chooser.tsx';
import type { FolderTreeFacts } from './folder-tree-facts.ts';
import { FolderTreeHead } from './folder-tree-head.tsx';
import { FolderTreeRow } from './folder-tree-row.tsx';
import { noteKinds } from './note-kinds.ts';
import type { ShownRows } from './shown-rows.ts';
import { hasChildren } from './tree-places.ts';
import { useFolderActions } from './use-folder-actions.ts';
import { useRowWindow } from './use-row-window.ts';
import { useTreeFocus } from './use-tree-focus.ts';
import { useTreeKeys } from './use-tree-keys.ts';

/** What the tree of folders needs. */
export interface FolderTreeProps {
  readonly facts: FolderTreeFacts;
  readonly shown: ShownRows;
  /** What was chosen last, also before main has answered. */
  readonly choices: FolderChoices;
  /** What the rows are the answer to: their notes speak of it. */
  readonly answered: FolderChoices;
  readonly choose: Choose;
  readonly delimiter: string | null;
  /** Sources of closed rows; null while something is looked for, when nothing is closed. */
  readonly closed: ReadonlySet<string> | null;
  readonly onClosedChange: (closed: ReadonlySet<string>) => void;
}

function partnerOf({ bySource }: FolderTreeFacts, row: FolderRow, { decisions }: FolderChoices): FolderRow | null {
  const wished = row.mergeProblem === null ? undefined : decisions[row.source]?.mergeInto;
  return bySource.get(row.mergeInto ?? wished ?? row.takenBy ?? '') ?? null;
}

/** Pixels of a row and of a note in it, before they are measured. */
const guessed = { row: 49, note: 21 };

/**
 * Old folders and where they go, as a tree with columns (APG, treegrid): one stop for Tab, arrow keys within, and only the rows that are
 * seen are drawn.
 */
export function FolderTree(props: FolderTreeProps): React.JSX.Element {
  const { facts, shown, choices, answered, delimiter, closed } = props;
  const intl = useIntl();
  const keys = useMemo(() => shown.indices.map((index) => facts.rows[index]?.source ?? ''), [facts, shown]);
  const guess = useCallback(
    (position: number) => {
      const row = facts.rows[shown.indices[position] ?? -1];
      return guessed.row + guessed.note * (row ? noteKinds(row).length : 0);
    },
    [facts, shown],
  );
  const focus = useTreeFocus(keys);
  const box = useRef<HTMLDivElement>(null);
  const list = useRowWindow(box, { keys, guess, always: focus.position });
  const actions = useFolderActions(props, focus);
  const onKeyDown = useTreeKeys(props, { ...focus, page: list.page, actions });
  return (
    <div
      ref={box}
      className="tree"
      role="treegrid"
      tabIndex={-1}
      aria-label={intl.formatMessage({ id: 'folders.table' })}
      aria-describedby="folders-help"
      aria-multiselectable
      aria-rowcount={keys.length + 1}
      onKeyDown={onKeyDown}
      onFocus={focus.onFocus}
    >
      <FolderTreeHead />
      <div role="rowgroup" className="tree__body" style={{ blockSize: `${String(list.height)}px` }}>
        {list.drawn.flatMap((position) => {
          const index = shown.indices[position] ?? -1;
          const row = facts.rows[index];
          const place = facts.places[index];
          if (!row || !place) return [];
          const isParent = hasChildren(place, index);
          return (
            <FolderTreeRow
              key={row.source}
              row={row}
              place={place}
              index={index}
              position={position}
              top={list.offsetOf(position)}
              isActive={position === focus.position}
              isOpen={isParent ? !(closed?.has(row.source) ?? false) : null}
              isTicked={isTicked(row, choices)}
              wanted={choices.decisions[row.source]?.destination ?? null}
              answered={answered.decisions[row.source]?.destination ?? null}
              isRenaming={actions.renaming === row.source}
              partner={partnerOf(facts, row, answered)}
              namesake={facts.namesakes.get(row.source) ?? null}
              delimiter={delimiter}
              actions={actions}
              watch={list.watch}
            />
          );
        })}
      </div>
      {keys.length === 0 && (
        <p className="tree__none">
          <FormattedMessage
            id={facts.rows.length === 0 ? 'folders.noRows' : 'folders.filter.found'}
            values={{ found: 0 }}
          />
        </p>
      )}
    </div>
  );
}
