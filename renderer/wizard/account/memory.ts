import { emptyForm, type AccountForm, type AccountSide } from './account-form.ts';

/** Which way to a new mailbox was chosen. */
export type Door = 'have' | 'own' | 'hosts';

/** What the window remembers of a move's account screens until it closes, so that going back loses nothing. Never a password. */
export interface ScreenMemory {
  readonly form: AccountForm;
  readonly door: Door;
}

const nothing: ScreenMemory = { form: emptyForm, door: 'have' };

// Lives as long as the page: steps come and go, and what was not signed in to is not the main process's business.
const memories = new Map<string, ScreenMemory>();

/** What was typed and chosen on a screen. */
export function recall(move: string, side: AccountSide): ScreenMemory {
  return memories.get(`${move}/${side}`) ?? nothing;
}

/** Changes what is remembered of a screen. */
export function remember(move: string, side: AccountSide, change: Partial<ScreenMemory>): void {
  memories.set(`${move}/${side}`, { ...recall(move, side), ...change });
}
