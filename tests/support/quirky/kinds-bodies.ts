import { AT_SOURCE, BOTH, inGroup, type Kind, type Stage } from './kind.ts';
import { asksForBodies, OCCASIONS, suffers, type Occasion } from './occasion.ts';
import type { Moment, Quirk } from './quirk.ts';
import { isBody, type FetchAnswer, type ItemValue } from './response.ts';

const inBodies = inGroup('bodies');

/** Where bodies are asked for, some messages are answered otherwise. */
function bodies(
  words: string,
  change: (answer: FetchAnswer) => readonly FetchAnswer[],
  occasion: Occasion,
): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.choose();
    const suffersNow = suffers(occasion);
    return {
      words: `${chosen.words}: ${words} ${occasion}`,
      fetched: (answers, moment) =>
        asksForBodies(moment)
          ? answers.flatMap((answer) =>
              chosen.has(answer.message) && suffersNow(moment, answer.message) ? change(answer) : [answer],
            )
          : answers,
    };
  };
}

function bodyAs(value: (octets: Buffer) => ItemValue): (answer: FetchAnswer) => readonly FetchAnswer[] {
  return (answer) => [
    {
      ...answer,
      items: answer.items.map((item) => (isBody(item) ? { ...item, value: value(answer.message.body) } : item)),
    },
  ];
}

/** A FETCH that is about one of these messages is refused, after the answers for the messages before it. */
function refused(text: string, isMeant: (moment: Moment) => boolean): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.choose();
    return {
      words: `${chosen.words}: FETCH is answered ${text}`,
      fetched(answers, moment) {
        const at = isMeant(moment) ? answers.findIndex(({ message }) => chosen.has(message)) : -1;
        if (at < 0) return answers;
        moment.tagged = text;
        return answers.slice(0, at);
      },
    };
  };
}

/** Says more octets than it sends. */
function cut(ending: 'drop' | 'silence' | null): (octets: Buffer) => ItemValue {
  return (octets) => ({
    octets: octets.subarray(0, Math.floor(octets.length * 0.8)),
    announced: octets.length,
    ...(ending && { ending }),
  });
}

/** At a destination it is a look at what has arrived that suffers: it may end in a false alarm. */
const SEEN_BY_VERIFY = { source: 'all', destination: 'arrives' } as const;

const NOTHING: Readonly<Record<string, (answer: FetchAnswer) => readonly FetchAnswer[]>> = {
  // Exchange, iCloud: OK, and not a word of the message.
  'no FETCH line for a body': () => [],
  // Courier, Zimbra: the file is gone.
  'BODY[] NIL': bodyAs(() => 'NIL'),
  // Exchange: the store cannot make MIME of it.
  'an empty body': bodyAs(() => ({ octets: Buffer.alloc(0) })),
};

/** Yahoo; Dovecot with a damaged index; Exchange; anybody. */
const REFUSALS = [
  'NO [UNAVAILABLE] FETCH Server error while fetching messages',
  'NO [SERVERBUG] Internal error occurred',
  'NO server error',
  'BAD internal error',
];

/** Messages that a server does not hand over, or not as a whole. */
export const bodyKinds: readonly Kind[] = [
  ...Object.entries(NOTHING).flatMap(([words, change]) =>
    OCCASIONS.map((occasion): Kind =>
      inBodies(
        `${words} ${occasion}`,
        occasion === 'always' ? AT_SOURCE : BOTH,
        occasion === 'always' ? 'named' : SEEN_BY_VERIFY,
        bodies(words, change, occasion),
      ),
    ),
  ),
  ...REFUSALS.flatMap((text): Kind[] => [
    inBodies(`the FETCH of a body: ${text}`, AT_SOURCE, 'named', refused(text, asksForBodies)),
    inBodies(
      `any FETCH of a message: ${text}`,
      AT_SOURCE,
      'named',
      refused(text, () => true),
    ),
  ]),
  // Proxies, and servers that read a damaged file.
  inBodies(
    'closed in the middle of a message',
    AT_SOURCE,
    'named',
    bodies('the connection is closed in the middle of it', bodyAs(cut('drop')), 'always'),
  ),
  inBodies(
    'silent in the middle of a message',
    AT_SOURCE,
    'named',
    bodies('silence in the middle of it', bodyAs(cut('silence')), 'always'),
  ),
  // hMailServer and others that announce RFC822.SIZE: what follows is taken for the rest.
  inBodies(
    'fewer octets than announced',
    AT_SOURCE,
    'named',
    bodies('fewer octets than announced', bodyAs(cut(null)), 'always'),
  ),
  inBodies(
    'fewer octets than announced, once',
    AT_SOURCE,
    'all',
    bodies('fewer octets than announced', bodyAs(cut(null)), 'the first time'),
  ),
];
