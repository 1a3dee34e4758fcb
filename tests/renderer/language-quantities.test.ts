import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { createQuantities, type Quantities } from '../../renderer/language/quantities.ts';
import { catalogue, type Language } from '../../shared/messages/catalogue.ts';

const minute = 60;
const hour = 3600;
const day = 86_400;

/** Spaces are plain here: which of the many a language puts before a unit is the browser's business. */
function quantities(language: Language): Quantities {
  const intl = createIntl({ locale: language, messages: catalogue[language], timeZone: 'UTC' });
  const written = createQuantities(intl);
  const plain =
    <Args extends readonly unknown[]>(write: (...args: Args) => string) =>
    (...args: Args): string =>
      write(...args).replaceAll(/\s/gu, ' ');
  return {
    bytes: plain(written.bytes),
    number: plain(written.number),
    duration: plain(written.duration),
    range: plain(written.range),
    moment: plain(written.moment),
    day: plain(written.day),
    percent: plain(written.percent),
  };
}
const en = quantities('en');
const fr = quantities('fr');

test.each([
  [0, '0 bytes', '0 octet'],
  [1, '1 byte', '1 octet'],
  [999, '999 bytes', '999 octets'],
  [1000, '1 kB', '1 ko'],
  [1540, '1.5 kB', '1,5 ko'],
  [999_499, '999 kB', '999 ko'],
  // Never 1,000 of a unit.
  [999_500, '1 MB', '1 Mo'],
  [14_200_000_000, '14 GB', '14 Go'],
  [2_500_000_000, '2.5 GB', '2,5 Go'],
  [3_000_000_000_000, '3 TB', '3 To'],
])('%i bytes', (bytes, inEnglish, inFrench) => {
  expect([en.bytes(bytes), fr.bytes(bytes)]).toEqual([inEnglish, inFrench]);
});

test('numbers are grouped', () => {
  expect([en.number(21_300), fr.number(21_300)]).toEqual(['21,300', '21 300']);
});

test.each([
  [0, '0%', '0 %'],
  [0.004, '0%', '0 %'],
  [0.38, '38%', '38 %'],
  // 100 only when nothing is left.
  [0.9999, '99%', '99 %'],
  [1, '100%', '100 %'],
])('%f of the whole', (fraction, inEnglish, inFrench) => {
  expect([en.percent(fraction), fr.percent(fraction)]).toEqual([inEnglish, inFrench]);
});

test.each([
  [8, '8 seconds', '8 secondes'],
  [89, '89 seconds', '89 secondes'],
  [90, '2 minutes', '2 minutes'],
  [89 * minute, '89 minutes', '89 minutes'],
  [2 * hour, '2 hours', '2 heures'],
  [3 * hour + 20 * minute, '3 hours, 20 minutes', '3 heures et 20 minutes'],
  [2 * day + hour, '2 days, 1 hour', '2 jours et 1 heure'],
  [3 * day, '3 days', '3 jours'],
])('%i seconds long', (seconds, inEnglish, inFrench) => {
  expect([en.duration(seconds), fr.duration(seconds)]).toEqual([inEnglish, inFrench]);
});

describe('a range', () => {
  test.each([
    [0, 20, 'less than a minute', 'moins d’une minute'],
    [70, 250, 'between 1 and 5 minutes', 'entre 1 et 5 minutes'],
    [0, 40 * minute, 'up to 40 minutes', 'jusqu’à 40 minutes'],
    // Quarters of an hour below six hours.
    [2 * hour + 10 * minute, 3.5 * hour, 'between 2 hr and 3 hr 30 min', 'entre 2 h et 3 h 30 min'],
    [3 * hour, 5 * hour, 'between 3 and 5 hours', 'entre 3 et 5 heures'],
    [2 * hour, 2 * hour, 'about 2 hours', 'environ 2 heures'],
    [40 * minute, 70 * minute, 'between 30 min and 1 hr 15 min', 'entre 30 min et 1 h 15 min'],
    // Hours below a day.
    [6.4 * hour, 9.2 * hour, 'between 6 and 10 hours', 'entre 6 et 10 heures'],
    // Half days.
    [20 * hour, 30 * hour, 'between 0.5 and 1.5 days', 'entre 0,5 et 1,5 jour'],
    [5 * day, 6.2 * day, 'between 5 and 6.5 days', 'entre 5 et 6,5 jours'],
    [0, 2 * day, 'up to 2 days', 'jusqu’à 2 jours'],
  ])('of %i to %i seconds', (from, to, inEnglish, inFrench) => {
    expect([en.range(from, to), fr.range(from, to)]).toEqual([inEnglish, inFrench]);
  });

  test('is widened by rounding, never narrowed', () => {
    for (let seconds = 120; seconds < 40 * day; seconds = Math.ceil(seconds * 1.37)) {
      const [from = 0, to = 0] = ends(en.range(seconds, seconds * 2));
      expect(from, `from of ${String(seconds)}`).toBeLessThanOrEqual(seconds);
      expect(to, `to of ${String(seconds)}`).toBeGreaterThanOrEqual(seconds * 2);
    }
  });
});

/** Both ends of an English range in seconds. */
function ends(text: string): number[] {
  const units: Readonly<Record<string, number>> = { min: minute, minute, hr: hour, hour, day };
  const last = /(?<unit>minute|min|hour|hr|day)s?$/u.exec(text)?.groups?.['unit'] ?? '';
  return text
    .replace('between ', '')
    .split(' and ')
    .map((end) =>
      [...end.matchAll(/(?<amount>[\d.,]+) ?(?<unit>minute|min|hour|hr|day)?/gu)]
        .map(({ groups }) => Number(groups?.['amount']?.replace(/,$/u, '')) * (units[groups?.['unit'] ?? last] ?? 0))
        .reduce((sum, part) => sum + part, 0),
    );
}

describe('a moment', () => {
  // The local day decides what is today, as for the person at this computer.
  const now = new Date(2026, 10, 21, 14, 2).getTime();
  const at = (days: number, hours: number, minutes: number): number =>
    new Date(2026, 10, 21 + days, hours, minutes).getTime();
  const local = (language: Language) =>
    createQuantities(createIntl({ locale: language, messages: catalogue[language] }));

  test.each([
    [0, 3, 10, '03:10', '03:10'],
    [1, 3, 10, 'Sunday at 03:10', 'dimanche à 03:10'],
    [-1, 23, 59, 'Friday at 23:59', 'vendredi à 23:59'],
    [6, 0, 0, 'Friday at 00:00', 'vendredi à 00:00'],
    [7, 18, 5, 'November 28, 2026 at 18:05', '28 novembre 2026 à 18:05'],
    [-30, 9, 30, 'October 22, 2026 at 09:30', '22 octobre 2026 à 09:30'],
  ])('%i days away at %i:%i', (days, hours, minutes, inEnglish, inFrench) => {
    const moment = at(days, hours, minutes);
    expect([local('en').moment(moment, now), local('fr').moment(moment, now)]).toEqual([inEnglish, inFrench]);
  });

  test('has a day', () => {
    expect([local('en').day(now), local('fr').day(now)]).toEqual(['November 21, 2026', '21 novembre 2026']);
  });
});
