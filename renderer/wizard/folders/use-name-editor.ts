import { useState } from 'react';
import type { NameProblemView } from '../../../shared/ipc/folders-view.ts';
import type { FolderTreeRowProps } from './folder-tree-row.tsx';
import { refusalOf, type NameRefusal } from './use-folder-actions.ts';

/** The longest name the contract takes. */
const longest = 2000;

/** A name being typed. */
export interface NameEditorState {
  readonly text: string;
  readonly problem: NameProblemView | null;
  /** What the new server would be given in place of the name asked for. */
  readonly refusal: NameRefusal | null;
  readonly isBusy: boolean;
  /** Source of the folder it is to be put together with; empty for a folder of its own. */
  readonly into: string;
  chooseInto(into: string): void;
  type(text: string): void;
  submit(text: string): void;
  cancel(): void;
}

/** Typing, asking, and going back: a refused name stays in the field, and Escape brings back what was before. */
export function useNameEditor(props: FolderTreeRowProps): NameEditorState {
  const { row, wanted, partner, actions } = props;
  // What was chosen when the typing began, not what has been tried since.
  const [before] = useState({ wanted, into: row.mergeInto });
  const [into, setInto] = useState(row.mergeInto ?? '');
  const [text, setText] = useState(wanted ?? row.destination);
  const [problem, setProblem] = useState<NameProblemView | null>(row.nameProblem);
  const [refusal, setRefusal] = useState<NameRefusal | null>(() => refusalOf(row, partner === null ? [] : [partner]));
  const [isBusy, setBusy] = useState(false);

  const submit = (asked: string): void => {
    if (into !== '') {
      actions.putTogether(row.source, into);
      return;
    }
    const name = asked.trim();
    if (name === '') {
      setProblem('empty');
      return;
    }
    setBusy(true);
    setText(name);
    void actions.rename(row.source, name).then((found) => {
      setBusy(false);
      setProblem(found?.problem ?? null);
      setRefusal(found);
      if (!found) actions.stopRenaming();
    });
  };
  return {
    text,
    problem,
    refusal,
    isBusy,
    into,
    chooseInto: setInto,
    submit,
    type(next) {
      setText(next.slice(0, longest));
      setProblem(null);
    },
    cancel() {
      if (row.mergeInto !== before.into) actions.putTogether(row.source, before.into);
      else if (wanted !== before.wanted) void actions.rename(row.source, before.wanted);
      actions.stopRenaming();
    },
  };
}
