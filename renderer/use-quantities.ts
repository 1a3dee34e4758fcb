import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { createQuantities, type Quantities } from './language/quantities.ts';

/** Bytes, numbers, times and days, as people of the window's language read them. */
export function useQuantities(): Quantities {
  const intl = useIntl();
  return useMemo(() => createQuantities(intl), [intl]);
}
