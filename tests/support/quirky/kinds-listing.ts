import { AT_SOURCE, BOTH, type Kind, type Stage } from './kind.ts';
import { letter } from './letters.ts';
import { lists, suffers, type Occasion } from './occasion.ts';
import type { Moment, Quirk } from './quirk.ts';
import type { FetchAnswer } from './response.ts';

type Answers = readonly FetchAnswer[];

/** Some answers of a listing are changed, left out or multiplied. */
function listing(
  words: string,
  change: (answer: FetchAnswer) => Answers,
  occasion: Occasion = 'always',
): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.choose();
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

/** All answers of a listing come in another order, or with others between. */
function rearranged(words: string, change: (answers: Answers, stage: Stage) => Answers): (stage: Stage) => Quirk {
  return (stage) => ({ words, fetched: (answers) => change(answers, stage) });
}

function without(name: string): (answer: FetchAnswer) => Answers {
  return (answer) => [{ ...answer, items: answer.items.filter((item) => item.name !== name) }];
}

/** One answer as two: UID and what is before the last item in the first, UID and the last item in the second. */
function split(answer: FetchAnswer): Answers {
  const uid = answer.items.filter(({ name }) => name === 'UID');
  const others = answer.items.filter(({ name }) => name !== 'UID');
  const middle = Math.ceil(others.length / 2);
  return [others.slice(0, middle), others.slice(middle)].map((items) => ({ ...answer, items: [...uid, ...items] }));
}

/** Something happens in the open mailbox, once, when the client has sent so many commands about it. */
function meanwhile(words: string, happens: (moment: Moment, stage: Stage) => void): (stage: Stage) => Quirk {
  return (stage) => {
    let left = stage.draw.between(1, 4);
    return {
      words,
      meanwhile: (moment) => {
        if (moment.session.mailbox && moment.session.mailbox.messages.length > 0 && --left === 0)
          happens(moment, stage);
      },
    };
  };
}

const MISSING = ['INTERNALDATE', 'RFC822.SIZE', 'FLAGS'] as const;

/** What is told of messages before they are read. */
export const listingKinds: readonly Kind[] = [
  // Servers whose index is behind their store: EXISTS counts the message, FETCH leaves it out.
  {
    id: 'a UID left out of FETCH the first time',
    group: 'listing',
    roles: BOTH,
    expect: 'all',
    make: listing('no answer', () => [], 'the first time'),
  },
  {
    id: 'a UID always left out of FETCH',
    group: 'listing',
    roles: AT_SOURCE,
    expect: 'named',
    make: listing('no answer', () => []),
  },
  // Allowed: a server may answer each item when it has it (RFC 9051 7.5.2).
  {
    id: 'one message in two FETCH responses',
    group: 'listing',
    roles: BOTH,
    expect: 'all',
    make: listing('two responses', split),
  },
  // Exchange and Domino with damaged messages.
  ...MISSING.flatMap((name): Kind[] => [
    {
      id: `FETCH without ${name}`,
      group: 'listing',
      roles: BOTH,
      expect: 'named',
      make: listing(`no ${name}`, without(name)),
    },
    {
      id: `FETCH without ${name} the first time`,
      group: 'listing',
      roles: BOTH,
      expect: 'all',
      make: listing(`no ${name}`, without(name), 'the first time'),
    },
  ]),
  // Courier and gateways, for messages whose date they cannot read.
  {
    id: 'INTERNALDATE NIL',
    group: 'listing',
    roles: BOTH,
    expect: 'all',
    make: listing('INTERNALDATE NIL', (answer) => [
      {
        ...answer,
        items: answer.items.map((item) => (item.name === 'INTERNALDATE' ? { ...item, value: 'NIL' } : item)),
      },
    ]),
  },
  // Any server, when another client marks a message (RFC 9051 7.5.2).
  {
    id: 'FETCH FLAGS that nobody asked for',
    group: 'order',
    roles: BOTH,
    expect: 'all',
    make: rearranged('news of flags between the answers', (answers) =>
      answers.flatMap((answer, index) => {
        const flags = { name: 'FLAGS', value: String.raw`(\Seen)` };
        const uid = { name: 'UID', value: String(answer.message.uid) };
        return index % 3 === 0 ? [{ ...answer, items: index % 2 === 0 ? [flags] : [uid, flags] }, answer] : [answer];
      }),
    ),
  },
  // Another client deletes a message.
  {
    id: 'EXPUNGE in between',
    group: 'others',
    roles: AT_SOURCE,
    expect: 'all',
    make: meanwhile('another client deletes a message', ({ session: { mailbox } }, { draw }) => {
      if (mailbox) mailbox.remove(new Set([draw.pick(mailbox.messages)]));
    }),
  },
  // New mail.
  {
    id: 'EXISTS grows in between',
    group: 'others',
    roles: BOTH,
    expect: 'all',
    make: meanwhile('a new message arrives', ({ session: { mailbox } }, { draw }) => {
      mailbox?.add(letter(draw.between(900_000, 999_999)));
    }),
  },
  // Servers whose view is sorted by date, and those that answer from several disks at once (RFC 9051 promises no order).
  {
    id: 'messages in descending order',
    group: 'order',
    roles: BOTH,
    expect: 'all',
    make: rearranged('descending', (answers) => answers.toReversed()),
  },
  {
    id: 'messages in no order',
    group: 'order',
    roles: BOTH,
    expect: 'all',
    make: rearranged('shuffled', (answers, { draw }) => draw.shuffled(answers)),
  },
  {
    id: 'a message answered twice',
    group: 'order',
    roles: BOTH,
    expect: 'all',
    make: rearranged('every third message twice', (answers) =>
      answers.flatMap((answer, index) => (index % 3 === 0 ? [answer, answer] : [answer])),
    ),
  },
  {
    id: 'a message answered twice, far apart',
    group: 'order',
    roles: BOTH,
    expect: 'all',
    make: rearranged('the first message again at the end', (answers) => [...answers, ...answers.slice(0, 1)]),
  },
  /*
   * GMX after a restore: the newest messages are gone, and others have their UIDs, while UIDVALIDITY stays. Fewer come than went: UIDNEXT
   * is then the only sign, and there is none at all where as many came.
   */
  { id: 'UIDs used again between two runs', group: 'others', roles: AT_SOURCE, expect: 'all', make: rewound },
];

function rewound({ draw, mailboxes }: Stage): Quirk {
  const name = draw.pick(mailboxes);
  let isDone = false;
  return {
    words: `between two runs, the newest messages of ${name} are replaced under their UIDs`,
    betweenRuns: (server) => {
      const mailbox = server.find(name);
      const gone = draw.between(2, 6);
      if (isDone || !mailbox || mailbox.messages.length < gone) return;
      isDone = true;
      const newest = mailbox.messages.slice(-gone);
      mailbox.remove(new Set(newest));
      mailbox.uidNext = newest[0]?.uid ?? mailbox.uidNext;
      for (let number = 0; number < gone - 1; number++) mailbox.add(letter(800_000 + number));
    },
  };
}
