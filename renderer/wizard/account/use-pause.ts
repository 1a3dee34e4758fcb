import { useEffect, useState } from 'react';
import { addressOf, type AccountForm } from './account-form.ts';
import { pausedUntil } from './tries.ts';

/** Until when the account on the form must be left alone after refusals, in milliseconds since 1970; null when it need not. */
export function usePause(form: AccountForm): number | null {
  // When somebody last looked at the clock: a pause that began since then is still found.
  const [now, setNow] = useState(() => Date.now());
  const until = pausedUntil(addressOf(form), now);
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setNow(Date.now()), until - Date.now() + 50);
    return () => clearTimeout(timer);
  }, [until]);
  return until;
}
