import { AT_DESTINATION, EVERY, inGroup, type Kind, type Stage } from './kind.ts';
import type { Quirk } from './quirk.ts';

const inStore = inGroup('store');

/** One of these messages is refused, with its whole batch. */
function refusing(text: string, times = Number.POSITIVE_INFINITY): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.choose();
    let left = times;
    return {
      words: `${chosen.words}: APPEND is answered ${text}${times === 1 ? ' once' : ''}`,
      refusal: (letter) => (chosen.has(letter) && left-- > 0 ? text : null),
    };
  };
}

/** Messages are served otherwise than they came. */
function changing(words: string, change: (body: string) => string): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.draw.chance(0.7) ? stage.choose() : EVERY;
    return {
      words: `${chosen.words}: stored with ${words}`,
      stored: (letter) =>
        chosen.has(letter)
          ? { ...letter, served: Buffer.from(change(letter.served.toString('latin1')), 'latin1') }
          : letter,
    };
  };
}

function redated(words: string, date: string): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.draw.chance(0.5) ? stage.choose() : EVERY;
    return {
      words: `${chosen.words}: INTERNALDATE becomes ${words}`,
      stored: (letter) => (chosen.has(letter) ? { ...letter, internalDate: date } : letter),
    };
  };
}

/** Equal messages are kept once: the second has the UID of the first. */
function keptOnce(): Quirk {
  return {
    words: 'equal messages of a mailbox are kept once',
    stored: (letter, mailbox) => mailbox.messages.find(({ sent }) => sent.equals(letter.body)) ?? letter,
  };
}

function swallowing(stage: Stage): Quirk {
  const chosen = stage.choose();
  return {
    words: `${chosen.words}: APPEND is answered OK, and nothing is stored`,
    stored: (letter) => (chosen.has(letter) ? null : letter),
  };
}

/** Stores a batch up to the message that it refuses, though all or none is what RFC 3502 wants. */
function halfStored(stage: Stage): Quirk {
  return {
    ...refusing('NO message rejected')(stage),
    capabilities: (offered) => [...new Set([...offered, 'MULTIAPPEND'])],
    storesUpToRefused: true,
  };
}

/** Says NO to an APPEND and stores it all the same. */
function storedThoughRefused({ draw }: Stage): Quirk {
  let left = draw.between(1, 3);
  return {
    words: `${String(left)} APPENDs are answered NO and stored`,
    tagging: (moment) => {
      if (moment.command.name === 'APPEND' && moment.tagged.startsWith('OK') && left-- > 0)
        moment.tagged = 'NO server busy';
    },
  };
}

function fullAfter({ draw }: Stage): Quirk {
  const most = draw.between(2, 20);
  return {
    words: `full after ${String(most)} messages`,
    refusal: (_, { server: { mailboxes } }) =>
      mailboxes.reduce((sum, { messages }) => sum + messages.length, 0) >= most
        ? 'NO [OVERQUOTA] mailbox is full'
        : null,
  };
}

/** New messages are shown only to those who open the mailbox after they came. */
function shownLate(): Quirk {
  const next = new WeakMap<object, number>();
  return {
    words: 'new messages are shown only after the mailbox was opened anew',
    opening: (lines, { session }) => {
      next.set(session, session.mailbox?.uidNext ?? 1);
      return lines;
    },
    fetched: (answers, { session }) => answers.filter(({ message }) => message.uid < (next.get(session) ?? 1)),
  };
}

/** What a server makes of messages that are put there. */
export const storeKinds: readonly Kind[] = [
  // Gmail, Zimbra and others that deduplicate.
  inStore('equal messages are kept once', AT_DESTINATION, 'named', keptOnce),
  // Filters, and stores that lose what they took.
  inStore('OK to an APPEND that stores nothing', AT_DESTINATION, 'named', swallowing),
  // Spam and virus filters, size limits, broken headers.
  inStore('NO to one message', AT_DESTINATION, 'named', refusing('NO message rejected')),
  inStore('BAD to one message', AT_DESTINATION, 'named', refusing('BAD cannot parse message')),
  inStore('NO to one message once', AT_DESTINATION, 'all', refusing('NO message rejected', 1)),
  // Servers whose filter is out of order, or says so of what it cannot read.
  inStore('NO [UNAVAILABLE] to one message', AT_DESTINATION, 'named', refusing('NO [UNAVAILABLE] temporary failure')),
  inStore('NO [SERVERBUG] to one message', AT_DESTINATION, 'named', refusing('NO [SERVERBUG] internal error')),
  // Dovecot and Courier end the last line; Exchange and others make their own message of it.
  inStore(
    'an empty line is added',
    AT_DESTINATION,
    'arrives',
    changing('an empty line at the end', (body) => `${body}\r\n`),
  ),
  inStore(
    'a header line is added',
    AT_DESTINATION,
    'arrives',
    changing('a header line more', (body) => `X-Stored-By: quirky\r\n${body}`),
  ),
  inStore(
    'one letter of the text is changed',
    AT_DESTINATION,
    'arrives',
    changing('one letter of the text changed', (body) => body.replace(/Line 0/, 'Lime 0')),
  ),
  inStore(
    'the Message-ID is replaced',
    AT_DESTINATION,
    'arrives',
    changing('another Message-ID', (body) => body.replace(/^Message-ID: <([^>]*)>/, 'Message-ID: <new-$1>')),
  ),
  // Exchange Online for some folders; gateways without a field for it.
  inStore('INTERNALDATE is replaced', AT_DESTINATION, 'arrives', redated('now', '01-Jan-2025 00:00:00 +0000')),
  // Servers that work on a batch one by one.
  inStore('a batch stored up to the refused message', AT_DESTINATION, 'named', halfStored),
  // Gateways that give up waiting for the store behind them.
  inStore('NO to an APPEND that is stored', AT_DESTINATION, 'arrives', storedThoughRefused),
  inStore('full after some messages', AT_DESTINATION, 'stops', fullAfter),
  // Clusters, and servers that look for new mail at SELECT only.
  inStore('new messages shown after SELECT only', AT_DESTINATION, 'all', shownLate),
];
