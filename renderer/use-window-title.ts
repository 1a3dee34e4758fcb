import { useEffect } from 'react';
import { useIntl } from 'react-intl';

/** Gives the window the title of its screen: "Step 3 of 8: Checks – Homing" (WCAG 2.4.2). */
export function useWindowTitle(screen: string): void {
  const title = useIntl().formatMessage({ id: 'app.title' }, { screen });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
