import { textOf } from './command.ts';
import { AT_SOURCE, BOTH, type Kind, type Stage } from './kind.ts';
import { sameName } from './mailbox.ts';
import { asksForBodies, OCCASIONS, suffers, type Occasion } from './occasion.ts';
import type { Moment, Quirk } from './quirk.ts';
import { isBody, type FetchAnswer, type ItemValue } from './response.ts';

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

function opening(
  words: string,
  happens: (moment: Moment, name: string) => { readonly answer: string } | null,
): (stage: Stage) => Quirk {
  return ({ draw, mailboxes }) => {
    const others = mailboxes.filter((name) => !sameName(name, 'INBOX'));
    const name = draw.pick(others.length > 0 ? others : mailboxes);
    return {
      words: `${name} ${words}`,
      instead: (moment) =>
        /^(?:SELECT|EXAMINE)$/.test(moment.command.name) && sameName(textOf(moment.command.args[0]), name)
          ? happens(moment, name)
          : null,
    };
  };
}

/** Messages that a server does not hand over, or not as a whole, and mailboxes that do not open. */
export const bodyKinds: readonly Kind[] = [
  ...Object.entries(NOTHING).flatMap(([words, change]) =>
    OCCASIONS.map((occasion): Kind => ({
      id: `${words} ${occasion}`,
      group: 'bodies',
      roles: occasion === 'always' ? AT_SOURCE : BOTH,
      expect: occasion === 'always' ? 'named' : 'all',
      make: bodies(words, change, occasion),
    })),
  ),
  ...REFUSALS.flatMap((text): Kind[] => [
    {
      id: `the FETCH of a body: ${text}`,
      group: 'bodies',
      roles: AT_SOURCE,
      expect: 'named',
      make: refused(text, asksForBodies),
    },
    {
      id: `any FETCH of a message: ${text}`,
      group: 'bodies',
      roles: AT_SOURCE,
      expect: 'named',
      make: refused(text, () => true),
    },
  ]),
  // Proxies, and servers that read a damaged file.
  {
    id: 'closed in the middle of a message',
    group: 'bodies',
    roles: AT_SOURCE,
    expect: 'named',
    make: bodies('the connection is closed in the middle of it', bodyAs(cut('drop')), 'always'),
  },
  {
    id: 'silent in the middle of a message',
    group: 'bodies',
    roles: AT_SOURCE,
    expect: 'named',
    make: bodies('silence in the middle of it', bodyAs(cut('silence')), 'always'),
  },
  // hMailServer and others that announce RFC822.SIZE: what follows is taken for the rest.
  {
    id: 'fewer octets than announced',
    group: 'bodies',
    roles: AT_SOURCE,
    expect: 'named',
    make: bodies('fewer octets than announced', bodyAs(cut(null)), 'always'),
  },
  {
    id: 'fewer octets than announced, once',
    group: 'bodies',
    roles: AT_SOURCE,
    expect: 'all',
    make: bodies('fewer octets than announced', bodyAs(cut(null)), 'the first time'),
  },
  // Damaged mailboxes.
  {
    id: 'a mailbox that does not open',
    group: 'mailbox',
    roles: AT_SOURCE,
    expect: 'named',
    make: opening('does not open', () => ({ answer: 'NO mailbox cannot be opened' })),
  },
  // Another client, between LIST and EXAMINE.
  {
    id: 'a mailbox that is deleted',
    group: 'mailbox',
    roles: AT_SOURCE,
    expect: 'named',
    make: opening('is deleted before it is opened', ({ server }, name) => {
      const mailbox = server.find(name);
      if (mailbox && !sameName(name, 'INBOX')) server.remove(mailbox);
      return null;
    }),
  },
  {
    id: 'a mailbox that is renamed',
    group: 'mailbox',
    roles: AT_SOURCE,
    expect: 'named',
    make: opening('is renamed before it is opened', ({ server }, name) => {
      if (!sameName(name, 'INBOX')) server.find(name)?.rename(`${name} 2026`);
      return null;
    }),
  },
];
