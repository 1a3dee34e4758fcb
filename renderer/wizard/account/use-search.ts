import { useEffect, useRef } from 'react';
import type { AddressLookUp } from '../../../shared/model/provider.ts';
import { ask } from '../../bridge.ts';
import type { AccountSide } from './account-form.ts';

type Unknown = Extract<AddressLookUp, { kind: 'unknown' }>;

/** Asking the network what it knows of an address. */
export interface Search {
  /** Asks once for each address: who asks again gets the answer that is under way. @param known what is known without the network */
  run(typed: string, known: Unknown): Promise<AddressLookUp>;
  /** The screen was left: nobody waits for answers. */
  isGone(): boolean;
}

/** Searches for one side. Another search for it ends the one before. */
export function useSearch(side: AccountSide): Search {
  const underWay = useRef<{ readonly typed: string; readonly answer: Promise<AddressLookUp> } | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  return {
    isGone: () => isGone.current,
    run: (typed, known) => {
      if (underWay.current?.typed === typed) return underWay.current.answer;
      const answer = searchFor(typed, { side, known }).finally(() => {
        if (underWay.current?.answer === answer) underWay.current = null;
      });
      underWay.current = { typed, answer };
      return answer;
    },
  };
}

async function searchFor(
  typed: string,
  { side, known }: { readonly side: AccountSide; readonly known: Unknown },
): Promise<AddressLookUp> {
  try {
    return await ask('discoverAddress', { typed, side });
  } catch {
    // As without a network: the person names the server.
    return { ...known, proposals: [] };
  }
}
