import { useDeferredValue, useMemo, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { FolderChoices, FolderTable } from '../../../shared/ipc/folders-view.ts';
import { canBeTicked, changeInclude } from './change-include.ts';
import type { Choose } from './folder-chooser.tsx';
import { FolderFilter } from './folder-filter.tsx';
import { FolderTools } from './folder-tools.tsx';
import { FolderTotals } from './folder-totals.tsx';
import { FolderTree } from './folder-tree.tsx';
import type { FolderTreeFacts } from './folder-tree-facts.ts';
import { shownRows } from './shown-rows.ts';

/** The table of folders with its search, its buttons for all rows, and its totals. */
export function FolderSection(props: {
  readonly table: FolderTable;
  readonly facts: FolderTreeFacts;
  readonly choices: FolderChoices;
  readonly choose: Choose;
}): React.JSX.Element {
  const { table, facts, choices, choose } = props;
  const [text, setText] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const looked = useDeferredValue(text);
  const shown = useMemo(() => shownRows(facts.rows, facts.places, { closed, text: looked }), [facts, closed, looked]);
  const isFiltered = looked.trim() !== '';
  const tickAll = (include: boolean): void => {
    const all = shown.matches.flatMap((index) => facts.rows[index] ?? []).filter(canBeTicked);
    // What stays behind by custom does not come along in passing.
    const rows = include && !isFiltered ? all.filter(({ source }) => !facts.special.has(source)) : all;
    void choose(changeInclude(choices, rows, { include, special: facts.special }));
  };
  return (
    <section className="card folders__table" aria-labelledby="folders-table">
      <div className="folders__head">
        <h2 id="folders-table">
          <FormattedMessage id="folders.table" />
        </h2>
        <FolderFilter text={text} onChange={setText} />
      </div>
      <FolderTools
        found={isFiltered ? shown.matches.length : null}
        changes={Object.keys(choices.decisions).length}
        onTickAll={tickAll}
        onUndo={() => void choose({ ...choices, decisions: {} })}
      />
      <p className="quiet" id="folders-help">
        <FormattedMessage id="folders.table.help" />{' '}
        <span className="visually-hidden">
          <FormattedMessage id="folders.table.keys" />
        </span>
      </p>
      <FolderTree
        facts={facts}
        shown={shown}
        choices={choices}
        answered={table.choices}
        choose={choose}
        delimiter={table.delimiter}
        closed={isFiltered ? null : closed}
        onClosedChange={setClosed}
      />
      <FolderTotals table={table} since={choices.since} />
    </section>
  );
}
