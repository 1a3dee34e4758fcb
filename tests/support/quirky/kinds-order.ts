import { AT_SOURCE, BOTH, inGroup, type Kind, type Stage } from './kind.ts';
import { letter } from './letters.ts';
import type { Moment, Quirk } from './quirk.ts';
import type { FetchAnswer, Response } from './response.ts';

const inOrder = inGroup('order');
const inOthers = inGroup('others');

type Answers = readonly FetchAnswer[];

/** All answers of a FETCH come in another order, or with others between. */
function rearranged(words: string, change: (answers: Answers, stage: Stage) => Answers): (stage: Stage) => Quirk {
  return (stage) => ({ words, fetched: (answers) => change(answers, stage) });
}

function every(third: (answer: FetchAnswer, index: number) => Answers): (answers: Answers) => Answers {
  return (answers) => answers.flatMap((answer, index) => (index % 3 === 0 ? third(answer, index) : [answer]));
}

/** News of flags, with the UID or without, before the answer itself. */
function withNews(answer: FetchAnswer, index: number): Answers {
  const flags = { name: 'FLAGS', value: `(${answer.message.flags.join(' ')})` };
  const uid = { name: 'UID', value: String(answer.message.uid) };
  return [{ ...answer, items: index % 2 === 0 ? [flags] : [uid, flags] }, answer];
}

function withOk(response: Response): Response {
  const [first] = response;
  const isFetch = typeof first === 'string' && /^\* \d+ FETCH /.test(first);
  return isFetch ? ['* OK still here\r\n', ...response] : response;
}

/** Something happens in the open mailbox, once, when the client has sent so many commands about it. */
function meanwhile(words: string, happens: (moment: Moment, stage: Stage) => void): (stage: Stage) => Quirk {
  return (stage) => {
    let left = stage.draw.between(1, 4);
    return {
      words: `${words} at command ${String(left)} in a mailbox`,
      meanwhile: (moment) => {
        const isMeant = (moment.session.mailbox?.messages.length ?? 0) > 0;
        if (isMeant && --left === 0) happens(moment, stage);
      },
    };
  };
}

function rewound({ draw, mailboxes }: Stage): Quirk {
  const name = draw.pick(mailboxes);
  const gone = draw.between(2, 6);
  let isDone = false;
  return {
    words: `between two runs, the ${String(gone)} newest messages of ${name} are replaced under their UIDs by one less`,
    betweenRuns: (server) => {
      const mailbox = server.find(name);
      if (isDone || !mailbox || mailbox.messages.length < gone) return;
      isDone = true;
      const newest = mailbox.messages.slice(-gone);
      mailbox.remove(new Set(newest));
      mailbox.uidNext = newest[0]?.uid ?? mailbox.uidNext;
      for (let number = 0; number < gone - 1; number++) mailbox.add(letter(800_000 + number));
    },
  };
}

/** In which order messages are told, and what other clients do meanwhile. */
export const orderKinds: readonly Kind[] = [
  // Servers whose view is sorted by date, and those that answer from several disks at once (RFC 9051 promises no order).
  inOrder(
    'messages in descending order',
    BOTH,
    'all',
    rearranged('descending', (answers) => answers.toReversed()),
  ),
  inOrder(
    'messages in no order',
    BOTH,
    'all',
    rearranged('shuffled', (answers, { draw }) => draw.shuffled(answers)),
  ),
  inOrder(
    'a message answered twice',
    BOTH,
    'all',
    rearranged(
      'every third message twice',
      every((answer) => [answer, answer]),
    ),
  ),
  inOrder(
    'a message answered twice, far apart',
    BOTH,
    'all',
    rearranged('the first message again at the end', (answers) => [...answers, ...answers.slice(0, 1)]),
  ),
  // Any server, when another client marks a message (RFC 9051 7.5.2), or when it takes long.
  inOrder(
    'FETCH FLAGS that nobody asked for',
    BOTH,
    'all',
    rearranged('news of flags between the answers', every(withNews)),
  ),
  inOrder('OK between the answers', BOTH, 'all', () => ({ words: 'OK before each FETCH response', wire: withOk })),
  // Another client deletes a message; new mail.
  inOthers(
    'EXPUNGE in between',
    AT_SOURCE,
    'all',
    meanwhile('another client deletes a message', ({ session: { mailbox } }, { draw }) => {
      mailbox?.remove(new Set([draw.pick(mailbox.messages)]));
    }),
  ),
  inOthers(
    'EXISTS grows in between',
    BOTH,
    'all',
    meanwhile('a new message arrives', ({ session: { mailbox } }, { draw }) => {
      mailbox?.add(letter(draw.between(900_000, 999_999)));
    }),
  ),
  /*
   * GMX after a restore: the newest messages are gone, and others have their UIDs, while UIDVALIDITY stays. Fewer come than went: UIDNEXT
   * is then the only sign, and there is none at all where as many came.
   */
  inOthers('UIDs used again between two runs', AT_SOURCE, 'all', rewound),
];
