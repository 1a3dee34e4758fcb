import { useLayoutEffect } from 'react';
import type { AppSettings } from '../shared/ipc/settings.ts';
import { useMedia } from './use-media.ts';

/** Puts the chosen theme on the page; see tokens.css. */
export function useTheme(theme: AppSettings['theme']): void {
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** Whether the window is dark now, by choice or by the system's. */
export function useIsDark(theme: AppSettings['theme']): boolean {
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  return theme === 'dark' || (theme === 'system' && systemIsDark);
}
