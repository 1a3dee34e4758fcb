import { AT_SOURCE, BOTH, EVERY, inGroup, type Kind, type Stage } from './kind.ts';
import { lists, suffers, type Occasion } from './occasion.ts';
import type { Quirk } from './quirk.ts';
import type { FetchAnswer, FetchItem } from './response.ts';

const inListing = inGroup('listing');
const inIdentity = inGroup('identity');

type Answers = readonly FetchAnswer[];

/** Some answers of a listing are changed, left out or multiplied. */
function listing(
  words: string,
  change: (answer: FetchAnswer) => Answers,
  occasion: Occasion = 'always',
): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.draw.chance(0.8) ? stage.choose() : EVERY;
    const suffersNow = suffers(occasion);
    return {
      words: `${chosen.words}: ${words} ${occasion}`,
      fetched: (answers, moment) =>
        lists(moment)
          ? answers.flatMap((answer) =>
              chosen.has(answer.message) && suffersNow(moment, answer.message) ? change(answer) : [answer],
            )
          : answers,
    };
  };
}

function without(name: string): (answer: FetchAnswer) => Answers {
  return (answer) => [{ ...answer, items: answer.items.filter((item) => item.name !== name) }];
}

function withItem(name: string, value: string): (answer: FetchAnswer) => Answers {
  return (answer) => [{ ...answer, items: answer.items.map((item) => (item.name === name ? { name, value } : item)) }];
}

/** The identity fields of some messages, or of all, are not told. */
function identity(words: string, value: string): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.draw.chance(0.6) ? stage.choose() : EVERY;
    const isFields = ({ name }: FetchItem): boolean => name.startsWith('BODY[HEADER.FIELDS');
    return {
      words: `${chosen.words}: ${words}`,
      fetched: (answers) =>
        answers.map((answer) =>
          chosen.has(answer.message)
            ? { ...answer, items: answer.items.map((item) => (isFields(item) ? { ...item, value } : item)) }
            : answer,
        ),
    };
  };
}

/** One answer as two: UID and what is before the last item in the first, UID and the last item in the second. */
function split(answer: FetchAnswer): Answers {
  const uid = answer.items.filter(({ name }) => name === 'UID');
  const others = answer.items.filter(({ name }) => name !== 'UID');
  const middle = Math.ceil(others.length / 2);
  return [others.slice(0, middle), others.slice(middle)].map((items) => ({ ...answer, items: [...uid, ...items] }));
}

const MISSING = ['INTERNALDATE', 'RFC822.SIZE', 'FLAGS'] as const;

/** What is told of messages before they are read. */
export const listingKinds: readonly Kind[] = [
  // Servers whose index is behind their store: EXISTS counts the message, FETCH leaves it out.
  inListing(
    'a UID left out of FETCH the first time',
    BOTH,
    'all',
    listing('no answer', () => [], 'the first time'),
  ),
  inListing(
    'a UID always left out of FETCH',
    AT_SOURCE,
    'named',
    listing('no answer', () => []),
  ),
  // Allowed: a server may answer each item when it has it (RFC 9051 7.5.2).
  inListing('one message in two FETCH responses', BOTH, 'all', listing('two responses', split)),
  // Exchange and Domino with damaged messages.
  ...MISSING.flatMap((name): Kind[] => [
    inListing(`FETCH without ${name}`, BOTH, 'named', listing(`no ${name}`, without(name))),
    inListing(
      `FETCH without ${name} the first time`,
      BOTH,
      'all',
      listing(`no ${name}`, without(name), 'the first time'),
    ),
  ]),
  // Clients could always set what no server should have taken; keywords with these came out of such servers.
  inListing(
    'keywords that are no atoms',
    AT_SOURCE,
    'all',
    listing('odd keywords', withItem('FLAGS', String.raw`(\Seen Junk] $a%b "two words" \Bad*)`)),
  ),
  // Servers that cannot parse a header, or leave it out to be quick.
  inIdentity('BODY[HEADER.FIELDS] NIL', BOTH, 'all', identity('BODY[HEADER.FIELDS] NIL', 'NIL')),
  inIdentity('BODY[HEADER.FIELDS] empty', BOTH, 'all', identity('BODY[HEADER.FIELDS] empty', '""')),
  // Courier and gateways, for messages whose date they cannot read.
  inListing('INTERNALDATE NIL', BOTH, 'arrives', listing('INTERNALDATE NIL', withItem('INTERNALDATE', 'NIL'))),
];
