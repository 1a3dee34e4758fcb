import { useEffect, useRef, useState } from 'react';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { formOf, withFound, type AccountForm, type AccountSide } from './account-form.ts';
import { recall, remember } from './memory.ts';
import { useSearch } from './use-search.ts';

/** `again`: the account is known, only its password is asked for. */
export type FormMode = 'new' | 'again';

/** The form of one side. */
export interface AccountFormState {
  readonly form: AccountForm;
  change(form: AccountForm): void;
  /** Asks what the address tells, then the network if that is nothing, and fills it in. @returns the form then */
  lookUp(): Promise<AccountForm>;
}

/** How long nobody types before an address is looked up by itself. */
const quietMs = 400;

/** Holds what is typed, remembers it until the window closes, and looks addresses up. */
export function useAccountForm(move: MoveView, side: AccountSide, mode: FormMode): AccountFormState {
  const [form, setForm] = useState(() => firstForm(move, side, mode));
  // What an answer is compared with when it comes: the person may have typed on.
  const latest = useRef(form);
  const change = (next: AccountForm): void => {
    latest.current = next;
    // What is under way now is not when the screen comes back.
    remember(move.id, side, { form: { ...next, isSearching: false } });
    setForm(next);
  };
  const search = useSearch(side);
  const lookUp = async (): Promise<AccountForm> => {
    const { typed } = latest.current;
    const isWanted = ({ typed: now, isManual, found }: AccountForm): boolean =>
      !search.isGone() && now === typed && !isManual && found === null;
    const found = await ask('lookUpAddress', { typed: typed.trim(), side });
    if (!isWanted(latest.current)) return latest.current;
    if (found.kind !== 'unknown') change(withFound(latest.current, found));
    else {
      if (!latest.current.isSearching) change({ ...latest.current, isSearching: true });
      const discovered = await search.run(typed.trim(), found);
      if (isWanted(latest.current)) change(withFound(latest.current, discovered, true));
    }
    return latest.current;
  };
  useLookUpOfKnown({ form, side, onFound: change });
  return { form, change, lookUp };
}

function firstForm(move: MoveView, side: AccountSide, mode: FormMode): AccountForm {
  const account = move[side];
  return mode === 'again' && account ? formOf(account) : recall(move.id, side).form;
}

/**
 * Looks up while the person pauses in typing, so that what follows is there when they go on with the Tab key. Only what is known for
 * sure counts: half an address always looks like an unknown one.
 */
function useLookUpOfKnown(props: {
  readonly form: AccountForm;
  readonly side: AccountSide;
  readonly onFound: (form: AccountForm) => void;
}): void {
  const { form, side, onFound } = props;
  const onFoundNow = useRef(onFound);
  useEffect(() => {
    onFoundNow.current = onFound;
  });
  useEffect(() => {
    if (form.isManual || form.isSearching || form.found !== null || !/.@.+\../u.test(form.typed)) return;
    let isStale = false;
    const timer = setTimeout(() => {
      ask('lookUpAddress', { typed: form.typed.trim(), side }).then(
        (found) => {
          if (!isStale && (found.kind === 'known' || found.kind === 'no-imap'))
            onFoundNow.current(withFound(form, found));
        },
        // The person is still typing: leaving the field asks again.
        () => undefined,
      );
    }, quietMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [form, side]);
}
