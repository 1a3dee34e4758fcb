import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** Names of places and languages as people of the window's language know them. */
export interface PlaceNames {
  /** A country with its code, as in `Iceland (IS)`: a flag alone would tell too little. @param code ISO 3166-1 alpha-2 */
  country(code: string): string;
  /** @param tag BCP 47 */
  language(tag: string): string;
  /** A day without a time, as it stands in the directory. @param day `YYYY-MM-DD` */
  day(day: string): string;
  /** Sorts as people of the language do. */
  compare(one: string, other: string): number;
}

/** See {@link PlaceNames}. */
export function usePlaceNames(): PlaceNames {
  const intl = useIntl();
  return useMemo(() => {
    const region = (code: string): string => intl.formatDisplayName(code, { type: 'region' }) ?? code;
    const { compare } = new Intl.Collator(intl.locale);
    return {
      country: (code) => intl.formatMessage({ id: 'hosts.country' }, { country: region(code), code }),
      language: (tag) => intl.formatDisplayName(tag, { type: 'language' }) ?? tag,
      // At noon, so that it is this day in every time zone.
      day: (day) => intl.formatDate(new Date(`${day}T12:00`), { dateStyle: 'long' }),
      compare,
    };
  }, [intl]);
}
