import { AT_SOURCE, BOTH, EVERY, inGroup, type Kind, type Stage } from './kind.ts';
import type { Quirk } from './quirk.ts';

/** A data item of some messages, or of all, has another value, always. */
function valued(
  item: 'RFC822.SIZE' | 'INTERNALDATE',
  words: string,
  value: (before: string) => string,
): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.draw.chance(0.6) ? stage.choose() : EVERY;
    return {
      words: `${chosen.words}: ${item} ${words}`,
      fetched: (answers) =>
        answers.map((answer) =>
          chosen.has(answer.message)
            ? {
                ...answer,
                items: answer.items.map((one) =>
                  one.name === item && typeof one.value === 'string' ? { ...one, value: value(one.value) } : one,
                ),
              }
            : answer,
        ),
    };
  };
}

const inSizes = inGroup('sizes');
const inDates = inGroup('dates');

function sized(words: string, size: (before: number) => number): Kind {
  const make = valued('RFC822.SIZE', words, (before) => String(size(Number(before))));
  return inSizes(`RFC822.SIZE ${words}`, BOTH, 'all', make);
}

function dated(form: string): Kind {
  const make = valued('INTERNALDATE', `"${form}"`, () => `"${form}"`);
  return inDates(`INTERNALDATE "${form}"`, AT_SOURCE, 'arrives', make);
}

/** Data items that are not true, or no date-time (RFC 9051 9). */
export const valueKinds: readonly Kind[] = [
  // Proton Bridge before it has fetched a message; Exchange, which tells the size of its own form; counters that ran over.
  sized('0', () => 0),
  sized('1', () => 1),
  sized('three times as large', (size) => size * 3),
  sized('4294967295', () => 4_294_967_295),
  // Servers in C that print the date without a pad.
  dated('8-Mar-2023 12:16:47 +0800'),
  // Those that show the message's own date.
  dated('Wed, 17 Jul 2019 09:40:08 +0000'),
  // RFC 822's years.
  dated('17-Jul-19 09:40:08 +0000'),
  dated('17-Jul-2019 09:40:08'),
  dated('17-Jul-2019 09:40:08 GMT'),
  // Databases without a date.
  dated('00-Jan-0000 00:00:00 +0000'),
  dated(''),
  dated('31-Feb-2019 09:40:08 +0000'),
  // Before 1970: legal, and refused by some.
  dated('30-Dec-1899 00:00:00 +0530'),
];
