import { useCallback, useEffect, useRef, useState } from 'react';
import { defaultFolderChoices, type FolderChoices, type FolderTable } from '../../../shared/ipc/folders-view.ts';
import { ask } from '../../bridge.ts';

/** `none`: the mailboxes were not looked at in this process. */
export type TableState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly table: FolderTable };

/** The table of folders and what can be asked of it. */
export interface FolderTableControl {
  readonly state: TableState;
  /** What was chosen last, also before main has answered. */
  readonly choices: FolderChoices;
  /** @returns the table as it is then; null when there is none, or when it was overtaken by a later choice */
  choose(choices: FolderChoices): Promise<FolderTable | null>;
  reload(): void;
}

/** What main answered, and to which look at the mailboxes it belongs. */
interface Answer {
  readonly look: string;
  readonly state: TableState;
}

/**
 * Asks for the table of folders, and sends every choice. Answers may come after a later choice was made: only the last one counts.
 * @param lookedAt when the mailboxes were last looked at; a new look makes a new table
 */
export function useFolderTable(move: string, lookedAt: number | null): FolderTableControl {
  const [attempt, setAttempt] = useState(0);
  const look = `${String(lookedAt)} ${String(attempt)}`;
  const [answer, setAnswer] = useState<Answer>({ look, state: { kind: 'loading' } });
  const [wanted, setWanted] = useState<FolderChoices | null>(null);
  const asked = useRef(0);

  useEffect(() => {
    const number = (asked.current += 1);
    const settle = (state: TableState): void => {
      if (number === asked.current) setAnswer({ look, state });
    };
    ask('folders', { move }).then(
      (table) => settle(stateOf(table)),
      () => settle({ kind: 'failed' }),
    );
  }, [move, look]);

  const choose = useCallback(
    async (choices: FolderChoices) => {
      setWanted(choices);
      const number = (asked.current += 1);
      const state = await ask('chooseFolders', { move, choices }).then(stateOf, () => ({ kind: 'failed' }) as const);
      if (number !== asked.current) return null;
      setAnswer({ look, state });
      setWanted(null);
      return state.kind === 'ready' ? state.table : null;
    },
    [move, look],
  );

  // While a new look is awaited the last table stays.
  const state = answer.look === look || answer.state.kind === 'ready' ? answer.state : ({ kind: 'loading' } as const);
  const choices = wanted ?? (state.kind === 'ready' ? state.table.choices : defaultFolderChoices);
  return { state, choices, choose, reload: () => setAttempt(attempt + 1) };
}

function stateOf(table: FolderTable | null): TableState {
  return table ? { kind: 'ready', table } : { kind: 'none' };
}
