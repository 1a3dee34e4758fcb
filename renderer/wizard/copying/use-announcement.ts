import { useEffect, useRef, useState } from 'react';
import { announcementWait, type Sayable } from './announcement-wait.ts';

/**
 * The words for screen readers, held back as {@link announcementWait} says.
 * @param text what could be said now
 */
export function useAnnouncement({ state, tenth, text }: Sayable & { readonly text: string }): string {
  const [said, setSaid] = useState('');
  const last = useRef<(Sayable & { at: number }) | null>(null);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  useEffect(() => {
    const wait = announcementWait(last.current, { state, tenth }, Date.now());
    if (wait === null) return;
    const timer = setTimeout(() => {
      last.current = { state, tenth, at: Date.now() };
      setSaid(latest.current);
    }, wait);
    return () => clearTimeout(timer);
  }, [state, tenth]);
  return said;
}
